import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { Icon } from '../icons';
import { setLayout, useLayout } from '../store';
import classes from './Inspector.module.css';

interface Props {
  title: string;
  /** Said beside the title while it is folded. */
  state?: string;
  openAtFirst: boolean;
  children: ReactNode;
}

/** A part of the inspector that can be folded, and stays as it was left. */
export function FoldedSection({ title, state, openAtFirst, children }: Props) {
  const id = useId();
  const open = useLayout(({ sections }) => sections[title] ?? openAtFirst);
  const fold = () => setLayout({ sections: { ...useLayout.getState().sections, [title]: !open } });
  return (
    <section className={classes.section} aria-labelledby={id}>
      <UnstyledButton id={id} className={classes.head} aria-expanded={open} onClick={fold}>
        <Icon name={open ? 'chevronDown' : 'chevronRight'} />
        <span className={classes.headTitle}>{title}</span>
        {!open && <span className={classes.state}>{state}</span>}
      </UnstyledButton>
      {open && <div className={classes.body}>{children}</div>}
    </section>
  );
}
