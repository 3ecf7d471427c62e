/** Shortcuts such as `Mod+Shift+KeyZ`: modifiers, then the key's place on the keyboard (`event.code`). Mod is Cmd on macOS, Ctrl elsewhere. */
export type Shortcut = string;

interface Keys {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export function matches(shortcut: Shortcut, event: Keys, isMac: boolean): boolean {
  const parts = shortcut.split('+');
  const wants = (modifier: string) => parts.includes(modifier);
  return (
    event.code === parts.at(-1) &&
    event.ctrlKey === (wants('Ctrl') || (!isMac && wants('Mod'))) &&
    event.metaKey === (isMac && wants('Mod')) &&
    event.shiftKey === wants('Shift') &&
    event.altKey === wants('Alt')
  );
}

const NAMES: Readonly<Record<string, string>> = {
  Enter: 'Enter',
  Escape: 'Esc',
  Delete: 'Del',
  Backspace: 'Backspace',
  Tab: 'Tab',
  Space: 'Space',
  Slash: '/',
  Equal: '+',
  Minus: '−',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

const MAC_MODIFIERS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' };

/** `Ctrl+Shift+Z`, or `⇧⌘Z` on macOS. */
export function formatShortcut(shortcut: Shortcut, isMac: boolean): string {
  const parts = shortcut.split('+');
  const code = parts.at(-1) ?? '';
  const key = NAMES[code] ?? code.replace(/^(Key|Digit)/, '');
  const modifiers = parts.slice(0, -1);
  // On most keyboards `?` is Shift and the key of the slash.
  if (shortcut === 'Shift+Slash') return '?';
  if (isMac) return `${modifiers.map((modifier) => MAC_MODIFIERS[modifier] ?? modifier).join('')}${key}`;
  return [...modifiers.map((modifier) => (modifier === 'Mod' ? 'Ctrl' : modifier)), key].join('+');
}
