import { describe, expect, test } from 'vitest';
import { acceleratorOf } from './accelerator';

describe('the shortcut a menu shows', () => {
  test.each([
    ['Mod+KeyS', 'CommandOrControl+S'],
    ['Mod+Shift+KeyS', 'CommandOrControl+Shift+S'],
    ['Mod+Alt+Enter', 'CommandOrControl+Alt+Return'],
    ['Alt+Digit3', 'Alt+3'],
    ['Shift+Slash', 'Shift+/'],
    ['F2', 'F2'],
    ['Delete', 'Delete'],
    ['ArrowLeft', 'Left'],
  ])('of %s is %s', (shortcut, accelerator) => {
    expect(acceleratorOf(shortcut)).toBe(accelerator);
  });

  test.each(['', 'Hyper+KeyA', 'Mod+', 'Mod+IntlBackslash', 'KeyÄ', 'F25'])('is none for %j, which Electron could not show', (shortcut) => {
    expect(acceleratorOf(shortcut)).toBeUndefined();
  });
});
