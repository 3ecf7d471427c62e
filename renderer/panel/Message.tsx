import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons';
import classes from './panel.module.css';

interface MessageProps {
  readonly tone: 'info' | 'ok' | 'warning' | 'error';
  readonly children: ReactNode;
  /** What can be done about it, as buttons. */
  readonly actions?: ReactNode;
}

const ICONS: Readonly<Record<MessageProps['tone'], IconName>> = { info: 'info', ok: 'check', warning: 'warning', error: 'warning' };

/** A sentence that stands where its matter stands; errors are told at once. */
export function Message({ tone, children, actions }: MessageProps) {
  return (
    <div className={classes.message} data-tone={tone} role={tone === 'error' ? 'alert' : undefined}>
      <Icon name={ICONS[tone]} />
      <div className={classes.messageText}>
        {children}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
    </div>
  );
}
