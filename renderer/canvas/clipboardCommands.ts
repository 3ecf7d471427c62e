import type { Command } from '../app/commands/command';
import { select } from '../store';
import { closeQuickAdd } from './adding';
import { noLayers, noNode, noProject, nothingSelected } from './blocked';
import { endWire, useConnecting } from './connecting';
import { deleteSelection, duplicateSelection, pasteText, selectAll, selectionAsText } from './selectionEdits';
import { readClipboard, writeClipboard } from './systemClipboard';
import { focusCanvas } from './view';

/** What the Edit menu does with the selection. */

const hasTextSelected = () => (window.getSelection()?.toString() ?? '') !== '';

export const clipboardCommands: readonly Command[] = [
  {
    id: 'edit.cut',
    title: 'Cut',
    group: 'Edit',
    shortcuts: ['Mod+KeyX'],
    scope: 'canvas',
    yields: hasTextSelected,
    blocked: noNode,
    run: () => {
      const text = selectionAsText();
      if (text === undefined) return;
      writeClipboard(text);
      deleteSelection();
    },
  },
  {
    id: 'edit.copy',
    title: 'Copy',
    group: 'Edit',
    icon: 'copy',
    shortcuts: ['Mod+KeyC'],
    scope: 'canvas',
    yields: hasTextSelected,
    blocked: noNode,
    run: () => {
      const text = selectionAsText();
      if (text !== undefined) writeClipboard(text);
    },
  },
  {
    id: 'edit.paste',
    title: 'Paste',
    group: 'Edit',
    shortcuts: ['Mod+KeyV'],
    scope: 'canvas',
    // The browser hands the clipboard over only in answer to its own key: see `usePasting`.
    yields: () => true,
    blocked: noProject,
    run: async () => pasteText(await readClipboard()),
  },
  {
    id: 'edit.duplicate',
    title: 'Duplicate',
    group: 'Edit',
    shortcuts: ['Mod+KeyD'],
    scope: 'canvas',
    blocked: noNode,
    run: duplicateSelection,
  },
  {
    id: 'edit.delete',
    title: 'Delete',
    group: 'Edit',
    icon: 'trash',
    shortcuts: ['Delete', 'Backspace'],
    scope: 'canvas',
    blocked: nothingSelected,
    run: deleteSelection,
  },
  {
    id: 'edit.selectAll',
    title: 'Select all',
    group: 'Edit',
    shortcuts: ['Mod+KeyA'],
    scope: 'canvas',
    blocked: noLayers,
    run: selectAll,
  },
  {
    id: 'edit.deselect',
    title: 'Select nothing',
    group: 'Edit',
    words: 'deselect escape cancel',
    shortcuts: ['Escape'],
    scope: 'canvas',
    blocked: noProject,
    run: () => {
      closeQuickAdd();
      if (useConnecting.getState().from) endWire();
      else {
        select([]);
        focusCanvas();
      }
    },
  },
];
