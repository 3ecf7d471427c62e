import { expect, test } from 'vitest';
import { formatShortcut, matches } from './shortcut';

const key = (code: string, held: string[] = []) => ({
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
});

test('Mod is Ctrl, and Cmd on macOS', () => {
  expect(matches('Mod+KeyS', key('KeyS', ['ctrl']), false)).toBe(true);
  expect(matches('Mod+KeyS', key('KeyS', ['meta']), false)).toBe(false);
  expect(matches('Mod+KeyS', key('KeyS', ['meta']), true)).toBe(true);
  expect(matches('Mod+KeyS', key('KeyS', ['ctrl']), true)).toBe(false);
});

test('no other modifier may be held', () => {
  expect(matches('KeyA', key('KeyA', ['shift']), false)).toBe(false);
  expect(matches('Mod+KeyZ', key('KeyZ', ['ctrl', 'shift']), false)).toBe(false);
  expect(matches('Mod+Shift+KeyZ', key('KeyZ', ['ctrl', 'shift']), false)).toBe(true);
  expect(matches('Alt+Digit1', key('Digit1', ['alt', 'ctrl']), false)).toBe(false);
});

test.each([
  ['Mod+Shift+KeyZ', 'Ctrl+Shift+Z', '⌘⇧Z'],
  ['Mod+Enter', 'Ctrl+Enter', '⌘Enter'],
  ['Shift+Slash', '?', '?'],
  ['Shift+ArrowLeft', 'Shift+←', '⇧←'],
  ['F2', 'F2', 'F2'],
])('%s is written %s, and %s on macOS', (shortcut, plain, mac) => {
  expect(formatShortcut(shortcut, false)).toBe(plain);
  expect(formatShortcut(shortcut, true)).toBe(mac);
});
