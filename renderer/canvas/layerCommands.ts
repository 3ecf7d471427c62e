import type { Command } from '../app/commands/command';
import { addables } from '../palette/groups';
import { addAfterSelection, openQuickAdd } from './adding';
import { ALIGNMENTS } from './align';
import { needsLayers, noGroup, noNode, noProject } from './blocked';
import { GRID } from './measures';
import { walksByKeyboard } from './modality';
import { startRenaming } from './renaming';
import {
  alignSelection,
  canBypass,
  connectSelection,
  distributeSelection,
  groupSelection,
  nudge,
  selectedId,
  toggleBypass,
  toggleFolded,
  ungroupSelection,
} from './selectionEdits';

/** What is done with layers: adding, naming, wiring, grouping, aligning, moving. */

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

function isCanvas(element: Element | null): boolean {
  return element?.hasAttribute('data-canvas') === true;
}
