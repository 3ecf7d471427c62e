import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons';
import classes from './panel.module.css';

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  /** Why there is nothing, and what comes next. */
  readonly children: ReactNode;
  /** The next step, as buttons. */
  readonly actions?: ReactNode;
}

/** A panel with nothing to show yet. */
export function Empty({ icon, title, children, actions }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <span className={classes.emptyMark}>
        <Icon name={icon} size={20} />
      </span>
      <h3 className={classes.emptyTitle}>{title}</h3>
      <p className={classes.emptyText}>{children}</p>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
