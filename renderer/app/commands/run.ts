import { report, tell } from '../../notices';
import type { Command } from './command';
import { commands, findCommand } from './registry';

/** Carries a command out, or says why it cannot be now. */
export async function runCommand(command: Command | string): Promise<void> {
  const found = typeof command === 'string' ? findCommand(command) : command;
  const reason = found.blocked?.();
  if (reason !== undefined) {
    tell({ id: 'blocked', tone: 'info', text: reason });
    return;
  }
  try {
    await found.run();
  } catch (error) {
    report(error);
  }
}

/** The same for an id that came from outside, such as from the native menu. */
export function runById(id: string) {
  const command = commands.find((one) => one.id === id);
  if (command) runCommand(command);
}
