import { Tooltip, UnstyledButton } from '@mantine/core';
import type { Addable } from '../canvas/blocks';
import { NodeIcon } from '../icons';
import classes from './Palette.module.css';
import { usePaletteDrag } from './usePaletteDrag';

/** A layer to be dragged or clicked. */
export function PaletteItem({ item: { type, title, summary } }: { item: Addable }) {
  const drag = usePaletteDrag(type);
  return (
    <Tooltip label={summary} position="right" openDelay={700}>
      <UnstyledButton className={classes.item} data-palette={type} {...drag}>
        <span className={classes.icon}>
          <NodeIcon type={type} />
        </span>
        <span className={classes.title}>{title}</span>
      </UnstyledButton>
    </Tooltip>
  );
}
