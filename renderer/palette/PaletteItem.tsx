import { Tooltip, UnstyledButton } from '@mantine/core';
import type { NodeType } from '../../engine/nodes';
import { NodeIcon } from '../icons';
import classes from './Palette.module.css';
import { usePaletteDrag } from './usePaletteDrag';

/** A layer to be dragged or clicked. */
export function PaletteItem({ type }: { type: NodeType }) {
  const drag = usePaletteDrag(type.type);
  return (
    <Tooltip label={type.summary} position="right" openDelay={700}>
      <UnstyledButton className={classes.item} data-palette={type.type} {...drag}>
        <span className={classes.icon}>
          <NodeIcon type={type.type} />
        </span>
        <span className={classes.title}>{type.title}</span>
      </UnstyledButton>
    </Tooltip>
  );
}
