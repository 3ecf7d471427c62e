import { UnstyledButton } from '@mantine/core';
import { useId } from 'react';
import { GROUPS, type Group, type NodeType } from '../../engine/nodes';
import { Icon } from '../icons';
import classes from './Palette.module.css';
import { PaletteItem } from './PaletteItem';

interface Props {
  group: Group;
  types: readonly NodeType[];
  folded: boolean;
  onFold: () => void;
}

export function PaletteGroup({ group, types, folded, onFold }: Props) {
  const id = useId();
  return (
    <section data-group={group} aria-labelledby={id}>
      <UnstyledButton id={id} className={classes.head} aria-label={`${GROUPS[group]} group`} aria-expanded={!folded} onClick={onFold}>
        <Icon name={folded ? 'chevronRight' : 'chevronDown'} />
        <span>{GROUPS[group]}</span>
        {folded && <span className={classes.count}>{types.length}</span>}
      </UnstyledButton>
      {!folded && types.map((type) => <PaletteItem key={type.type} type={type} />)}
    </section>
  );
}
