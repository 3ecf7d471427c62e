import type { Command } from '../app/commands/command';
import { addables } from '../palette/groups';
import { currentGraph, select, setLayout, useDocument, useLayout, useSelection } from '../store';
import { addAfterSelection, closeQuickAdd, openQuickAdd } from './adding';
import { ALIGNMENTS } from './align';
import { endWire, useConnecting } from './connecting';
import { GRID } from './measures';
import { walksByKeyboard } from './modality';
import { startRenaming } from './renaming';
import {
  alignSelection,
  canBypass,
  connectSelection,
  deleteSelection,
  distributeSelection,
  duplicateSelection,
  groupSelection,
  hasGroupSelected,
  layOut,
  nudge,
  pasteText,
  selectAll,
  selectedId,
  selectedOuter,
  selectionAsText,
  toggleBypass,
  toggleFolded,
  ungroupSelection,
} from './selectionEdits';
import { readClipboard, writeClipboard } from './systemClipboard';
import { fitView, focusCanvas, zoomBy, zoomTo } from './view';
import { ZOOM_STEP } from './ZoomControl';

/** Everything that can be done on the canvas. */

const noProject = () => (useDocument.getState().document ? undefined : 'Open a project or start one first.');
const noLayers = () => noProject() ?? (currentGraph().nodes.length > 0 ? undefined : 'The canvas is empty.');
const nothingSelected = () => {
  const { nodes, edges } = useSelection.getState();
  return noProject() ?? (nodes.size + edges.size > 0 ? undefined : 'Select a layer or a wire first.');
};
const needsLayers = (least: number) => () => {
  const words = least === 1 ? 'a layer' : `${least} layers or more`;
  return noProject() ?? (selectedOuter() >= least ? undefined : `Select ${words} first.`);
};
const noNode = () => noProject() ?? (useSelection.getState().nodes.size > 0 ? undefined : 'Select a layer first.');
const noGroup = () => noProject() ?? (hasGroupSelected() ? undefined : 'Select a group first.');
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

const arrows = [
  { key: 'Left', words: 'left', x: -1, y: 0 },
  { key: 'Right', words: 'right', x: 1, y: 0 },
  { key: 'Up', words: 'up', x: 0, y: -1 },
  { key: 'Down', words: 'down', x: 0, y: 1 },
] as const;

/** Canvas pixels that an arrow key moves a layer. */
const NUDGE = 4;

export const layerCommands: readonly Command[] = [
  {
    id: 'layers.add',
    title: 'Add a layer…',
    group: 'Layers',
    words: 'quick add new node',
    icon: 'plus',
    shortcuts: ['Tab', 'Shift+KeyA'],
    scope: 'canvas',
    // For those who walk through the window by keyboard, Tab goes on; for those who point, it adds.
    yields: (event) => event.code === 'Tab' && (walksByKeyboard() || !isCanvas(document.activeElement)),
    blocked: noProject,
    run: () => openQuickAdd(),
  },
  ...addables.map(
    (type): Command => ({
      id: `layers.add.${type.type}`,
      title: `Add ${type.title}`,
      group: 'Layers',
      words: type.summary,
      node: type.type,
      blocked: noProject,
      run: () => addAfterSelection(type.type, { focus: true }),
    }),
  ),
  {
    id: 'edit.rename',
    title: 'Rename',
    group: 'Layers',
    icon: 'pencil',
    shortcuts: ['F2'],
    scope: 'canvas',
    blocked: () => noProject() ?? (selectedId() === undefined ? 'Select one layer first.' : undefined),
    run: () => {
      const id = selectedId();
      if (id !== undefined) startRenaming(id);
    },
  },
  {
    id: 'edit.bypass',
    title: 'Bypass',
    group: 'Layers',
    words: 'disable skip mute',
    icon: 'bypass',
    shortcuts: ['Mod+KeyB'],
    scope: 'canvas',
    blocked: () => noNode() ?? (canBypass() ? undefined : 'Only layers with an input and an output can be bypassed.'),
    run: toggleBypass,
  },
  {
    id: 'edit.group',
    title: 'Group',
    group: 'Layers',
    words: 'frame together block',
    icon: 'group',
    shortcuts: ['Mod+KeyG'],
    scope: 'canvas',
    blocked: needsLayers(1),
    run: groupSelection,
  },
  {
    id: 'edit.ungroup',
    title: 'Ungroup',
    group: 'Layers',
    shortcuts: ['Mod+Shift+KeyG'],
    scope: 'canvas',
    blocked: noGroup,
    run: ungroupSelection,
  },
  {
    id: 'edit.fold',
    title: 'Fold or unfold the group',
    group: 'Layers',
    words: 'collapse expand open close',
    shortcuts: ['Mod+KeyE'],
    scope: 'canvas',
    blocked: noGroup,
    run: () => toggleFolded(),
  },
  {
    id: 'edit.connect',
    title: 'Connect',
    group: 'Layers',
    words: 'wire link in order',
    icon: 'link',
    shortcuts: ['Mod+KeyL'],
    scope: 'canvas',
    blocked: needsLayers(2),
    run: connectSelection,
  },
  ...ALIGNMENTS.map(
    (to): Command => ({
      id: `edit.align.${to}`,
      title: `Align ${to}`,
      group: 'Layers',
      blocked: needsLayers(2),
      run: () => alignSelection(to),
    }),
  ),
  {
    id: 'edit.distribute.across',
    title: 'Distribute across',
    group: 'Layers',
    blocked: needsLayers(3),
    run: () => distributeSelection('across'),
  },
  {
    id: 'edit.distribute.down',
    title: 'Distribute down',
    group: 'Layers',
    blocked: needsLayers(3),
    run: () => distributeSelection('down'),
  },
  ...arrows.flatMap(({ key, words, x, y }): Command[] => [
    {
      id: `edit.nudge.${words}`,
      title: `Move ${words}`,
      group: 'Layers',
      shortcuts: [`Arrow${key}`],
      scope: 'canvas',
      blocked: needsLayers(1),
      run: () => nudge(x * NUDGE, y * NUDGE),
    },
    {
      id: `edit.nudge.far.${words}`,
      title: `Move ${words} by a grid step`,
      group: 'Layers',
      shortcuts: [`Shift+Arrow${key}`],
      scope: 'canvas',
      blocked: needsLayers(1),
      run: () => nudge(x * GRID, y * GRID),
    },
  ]),
];

export const canvasViewCommands: readonly Command[] = [
  {
    id: 'view.layOut',
    title: 'Lay out',
    group: 'View',
    words: 'arrange auto layout tidy',
    icon: 'layout',
    shortcuts: ['Mod+Shift+KeyL'],
    blocked: noLayers,
    run: layOut,
  },
  {
    id: 'view.fit',
    title: 'Fit the graph',
    group: 'View',
    words: 'zoom all',
    icon: 'fit',
    shortcuts: ['Shift+Digit1'],
    blocked: noLayers,
    run: () => fitView(),
  },
  {
    id: 'view.actualSize',
    title: 'Full size',
    group: 'View',
    words: 'zoom 100 %',
    shortcuts: ['Shift+Digit0'],
    blocked: noProject,
    run: () => zoomTo(1),
  },
  {
    id: 'view.zoomIn',
    title: 'Zoom in',
    group: 'View',
    shortcuts: ['Equal', 'Shift+Equal'],
    scope: 'canvas',
    blocked: noProject,
    run: () => zoomBy(ZOOM_STEP),
  },
  {
    id: 'view.zoomOut',
    title: 'Zoom out',
    group: 'View',
    shortcuts: ['Minus'],
    scope: 'canvas',
    blocked: noProject,
    run: () => zoomBy(1 / ZOOM_STEP),
  },
  {
    id: 'view.snap',
    title: 'Snap to the grid',
    group: 'View',
    checked: () => useLayout.getState().snap,
    run: () => setLayout({ snap: !useLayout.getState().snap }),
  },
  {
    id: 'view.minimap',
    title: 'Show the overview',
    group: 'View',
    words: 'minimap',
    icon: 'map',
    checked: () => useLayout.getState().minimap,
    run: () => setLayout({ minimap: !useLayout.getState().minimap }),
  },
];

function isCanvas(element: Element | null): boolean {
  return element?.hasAttribute('data-canvas') === true;
}
