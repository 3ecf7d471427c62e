import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Refusal } from '../../engine/api';
import { Icon, type IconName } from '../icons';
import { announce } from './announce';
import classes from './notices.module.css';

/** Short messages at the edge of the window, each with what can be done about it. */

export interface Notice {
  /** A notice with the id of one that stands takes its place. */
  readonly id?: string;
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  readonly text: string;
  readonly title?: string;
  readonly actions?: readonly { readonly label: string; readonly run: () => void }[];
  /** Stays until it is closed. */
  readonly lasting?: boolean;
}

const icons: Record<Notice['tone'], IconName> = { info: 'info', success: 'check', warning: 'warning', error: 'warning' };

/** Milliseconds a notice stands: long enough to read twice; one with something to click stands longer. */
const STANDS = { plain: 6000, withActions: 12_000 } as const;

export function tell({ id, tone, title, text, actions = [], lasting = false }: Notice): string {
  announce(title ? `${title}. ${text}` : text);
  const shown = { current: '' };
  const close = () => notifications.hide(shown.current);
  const notice = {
    title,
    color: 'gray',
    icon: <Icon name={icons[tone]} />,
    'data-tone': tone,
    role: tone === 'error' ? ('alert' as const) : ('status' as const),
    closeButtonProps: { 'aria-label': 'Close message' },
    classNames: { root: classes.root, icon: classes.icon, title: classes.title, description: classes.text },
    autoClose: lasting ? (false as const) : actions.length > 0 ? STANDS.withActions : STANDS.plain,
    message: (
      <>
        {text}
        {actions.length > 0 && (
          <Group gap={8} mt={8}>
            {actions.map(({ label, run }) => (
              <Button
                key={label}
                onClick={() => {
                  close();
                  run();
                }}
              >
                {label}
              </Button>
            ))}
          </Group>
        )}
      </>
    ),
  };
  if (id !== undefined) notifications.hide(id);
  shown.current = notifications.show(id === undefined ? notice : { ...notice, id });
  return shown.current;
}

/** Tells the person why something failed: a refusal in its own words, a fault of the program as one. */
export function report(error: unknown) {
  if (error instanceof Refusal) {
    tell({ tone: 'error', text: error.message });
    return;
  }
  console.error(error);
  const text = error instanceof Error ? error.message : String(error);
  tell({ tone: 'error', title: 'A fault of the program', text });
}
