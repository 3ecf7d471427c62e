import { Menu } from '@mantine/core';
import { Icon } from '../../icons';
import { isMac } from '../../store';
import classes from './commands.module.css';
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
  const keys = shortcut && formatShortcut(shortcut, isMac);
  const common = { disabled: reason !== undefined, title: reason, onClick: () => runCommand(command) };
  if (checked !== undefined) {
    return (
      <Menu.CheckboxItem {...common} checked={checked} closeMenuOnClick rightSection={keys}>
        {command.title}
      </Menu.CheckboxItem>
    );
  }
  return (
    <Menu.Item
      {...common}
      leftSection={command.icon ? <Icon name={command.icon} /> : <span className={classes.noIcon} />}
      rightSection={keys}
    >
      {command.title}
    </Menu.Item>
  );
}
