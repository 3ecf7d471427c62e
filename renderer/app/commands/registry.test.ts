// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';

vi.mock('../../transport', () => ({
  engine: { call: vi.fn(async () => ({})), on: () => () => undefined, onClose: () => () => undefined },
  front: 'desktop',
  pathOfFile: () => undefined,
}));

const { commands, findCommand } = await import('./registry');
const { menuCommands } = await import('./menuCommands');

test('every command has an id of its own', () => {
  const ids = commands.map((command) => command.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('no two commands share a shortcut', () => {
  const shortcuts = commands.flatMap((command) => command.shortcuts ?? []);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});

test('the shortcuts that were promised are there', () => {
  const promised = {
    'file.new': 'Mod+KeyN',
    'file.open': 'Mod+KeyO',
    'file.save': 'Mod+KeyS',
    'file.saveAs': 'Mod+Shift+KeyS',
    'edit.undo': 'Mod+KeyZ',
    'edit.redo': 'Mod+KeyY',
    'edit.cut': 'Mod+KeyX',
    'edit.copy': 'Mod+KeyC',
    'edit.paste': 'Mod+KeyV',
    'edit.duplicate': 'Mod+KeyD',
    'edit.selectAll': 'Mod+KeyA',
    'edit.deselect': 'Escape',
    'edit.delete': 'Backspace',
    'edit.nudge.left': 'ArrowLeft',
    'edit.nudge.far.left': 'Shift+ArrowLeft',
    'view.fit': 'Shift+Digit1',
    'layers.add': 'Tab',
    'training.start': 'Mod+Enter',
    'training.stop': 'Mod+Alt+Enter',
    'edit.connect': 'Mod+KeyL',
    'view.layOut': 'Mod+Shift+KeyL',
    'edit.bypass': 'Mod+KeyB',
    'edit.rename': 'F2',
    'help.palette': 'Mod+Shift+KeyP',
    'help.shortcuts': 'Shift+Slash',
  };
  for (const [id, shortcut] of Object.entries(promised)) expect(findCommand(id).shortcuts).toContain(shortcut);
});

test('with no project open, what needs one says so', () => {
  for (const id of ['file.save', 'edit.paste', 'training.start', 'view.fit', 'layers.add.lstm']) {
    expect(findCommand(id).blocked?.()).toMatch(/^Open a project/);
  }
  expect(findCommand('file.new').blocked?.()).toBeUndefined();
});

test('the native menu hears of every command, with what is ticked', () => {
  const listed = menuCommands();
  expect(listed).toHaveLength(commands.length);
  expect(listed.find(({ id }) => id === 'view.system')).toMatchObject({ checked: true, enabled: true, group: 'View' });
  expect(listed.find(({ id }) => id === 'edit.undo')).toMatchObject({ checked: null, enabled: false, shortcut: 'Mod+KeyZ' });
});
