import type { MenuCommand } from '../../../engine/api';
import { commands } from './registry';

/** Every command as the system's menu shows it now. */
export function menuCommands(): MenuCommand[] {
  return commands.map((command) => ({
    id: command.id,
    title: command.title,
    group: command.group,
    shortcut: command.shortcuts?.[0] ?? null,
    enabled: command.blocked?.() === undefined,
    checked: command.checked?.() ?? null,
  }));
}
