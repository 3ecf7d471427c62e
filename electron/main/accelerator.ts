const MODIFIERS: Readonly<Record<string, string>> = { Mod: 'CommandOrControl', Ctrl: 'Control', Shift: 'Shift', Alt: 'Alt' };

/** Electron's names of keys, by their place on the keyboard. */
const KEYS: Readonly<Record<string, string>> = {
  Enter: 'Return',
  Escape: 'Esc',
  Delete: 'Delete',
  Backspace: 'Backspace',
  Tab: 'Tab',
  Space: 'Space',
  Slash: '/',
  Equal: '=',
  Minus: '-',
  Comma: ',',
  Period: '.',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** `Mod+Shift+KeyS` → `CommandOrControl+Shift+S`; undefined for a key that no menu can show. */
export function acceleratorOf(shortcut: string): string | undefined {
  const parts = shortcut.split('+');
  const code = parts.at(-1) ?? '';
  const key = /^F([1-9]|1\d|2[0-4])$/.test(code) ? code : (KEYS[code] ?? /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1]);
  const modifiers = parts.slice(0, -1).map((part) => MODIFIERS[part]);
  if (key === undefined || modifiers.includes(undefined)) return undefined;
  return [...modifiers, key].join('+');
}
