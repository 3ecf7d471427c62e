import { announce } from '../../notices';
import { redoEdit, undoEdit, useDocument } from '../../store';
import { redoLabel, undoLabel } from '../../store/history';
import type { Command } from './command';

const history = () => useDocument.getState().document?.history;

export const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    title: 'Undo',
    group: 'Edit',
    icon: 'undo',
    shortcuts: ['Mod+KeyZ'],
    blocked: () => {
      const open = history();
      return open && undoLabel(open) !== undefined ? undefined : 'There is nothing to undo.';
    },
    run: () => {
      const open = history();
      undoEdit();
      if (open) announce(`Undone: ${undoLabel(open)}.`);
    },
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    group: 'Edit',
    icon: 'redo',
    shortcuts: ['Mod+Shift+KeyZ', 'Mod+KeyY'],
    blocked: () => {
      const open = history();
      return open && redoLabel(open) !== undefined ? undefined : 'There is nothing to redo.';
    },
    run: () => {
      const open = history();
      redoEdit();
      if (open) announce(`Redone: ${redoLabel(open)}.`);
    },
  },
];
