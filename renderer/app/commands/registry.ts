import { canvasViewCommands } from '../../canvas/canvasViewCommands';
import { clipboardCommands } from '../../canvas/clipboardCommands';
import { layerCommands } from '../../canvas/layerCommands';
import type { Command } from './command';
import { editCommands } from './editCommands';
import { fileCommands } from './fileCommands';
import { trainingCommands } from './trainingCommands';
import { helpCommands, viewCommands } from './viewCommands';

/** Every command of the program, in the order of menus and palette. */
export const commands: readonly Command[] = [
  ...fileCommands,
  ...editCommands,
  ...clipboardCommands,
  ...layerCommands,
  ...canvasViewCommands,
  ...viewCommands,
  ...trainingCommands,
  ...helpCommands,
];

const byId = new Map(commands.map((command) => [command.id, command]));

export function findCommand(id: string): Command {
  const command = byId.get(id);
  if (!command) throw new Error(`There is no command "${id}".`);
  return command;
}
