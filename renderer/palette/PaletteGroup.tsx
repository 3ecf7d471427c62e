import { UnstyledButton } from '@mantine/core';
import { useId } from 'react';
import { Icon } from '../icons';
import type { PaletteSection } from './groups';
import classes from './Palette.module.css';
import { PaletteItem } from './PaletteItem';

interface Props {
  section: PaletteSection;
  folded: boolean;
  onFold: () => void;
}

export function PaletteGroup({ section: { title, group, items }, folded, onFold }: Props) {
  const id = useId();
  return (
    <section data-group={group} aria-labelledby={id}>
      <UnstyledButton id={id} className={classes.head} aria-label={`${title} group`} aria-expanded={!folded} onClick={onFold}>
        <Icon name={folded ? 'chevronRight' : 'chevronDown'} />
        <span>{title}</span>
        {folded && <span className={classes.count}>{items.length}</span>}
      </UnstyledButton>
      {!folded && items.map((item) => <PaletteItem key={item.type} item={item} />)}
    </section>
  );
}
