import { Menu } from '@mantine/core';
import { Icon } from '../../icons';
import { isMac } from '../../store';
import { findCommand } from './registry';
import { runCommand } from './run';
import { formatShortcut } from './shortcut';

/** Commands as items of a menu, by id; `-` draws a line. */
export function CommandItems({ ids }: { ids: readonly string[] }) {
  return ids.map((id, place) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and the list does not change
    if (id === '-') return <Menu.Divider key={place} />;
    return <CommandItem key={id} id={id} />;
  });
}

function CommandItem({ id }: { id: string }) {
  const command = findCommand(id);
  const reason = command.blocked?.();
  const checked = command.checked?.();
  const [shortcut] = command.shortcuts ?? [];
  return (
    <Menu.Item
      disabled={reason !== undefined}
      title={reason}
      role={checked === undefined ? undefined : 'menuitemcheckbox'}
      aria-checked={checked}
      leftSection={command.icon && <Icon name={command.icon} />}
      rightSection={checked ? <Icon name="check" /> : shortcut && formatShortcut(shortcut, isMac)}
      onClick={() => runCommand(command)}
    >
      {command.title}
    </Menu.Item>
  );
}
