import { Menu } from 'electron';
import type { MenuCommand, Recent } from '../../engine/api';
import type { RecentsStore } from '../shell/recents';
import { buildMenu, type MenuActions, updateMenu } from './menu';
import type { ShellWindow } from './window';

/** The native menu of each window, kept in step with the commands its page sends. On macOS the focused window's is shown. */
export interface Menus {
  setCommands(window: ShellWindow, commands: readonly MenuCommand[]): void;
  recentsChanged(): Promise<void>;
  add(window: ShellWindow): void;
}

interface Shown {
  commands: readonly MenuCommand[];
  menu: Menu;
}

export function createMenus(
  store: RecentsStore,
  actions: (window: ShellWindow) => Omit<MenuActions, 'run' | 'clearRecents' | 'closeWindow'>,
): Menus {
  const shown = new Map<ShellWindow, Shown>();
  let recents: readonly Recent[] = [];

  function show(window: ShellWindow, commands: readonly MenuCommand[]) {
    const menu = buildMenu(commands, recents, {
      ...actions(window),
      run: (id) => window.emit('shell.command', { id }),
      closeWindow: () => window.browser.close(),
      async clearRecents() {
        for (const { path } of recents) await store.forget(path);
        await recentsChanged();
      },
    });
    shown.set(window, { commands, menu });
    if (process.platform !== 'darwin') window.browser.setMenu(menu);
    else if (window.browser.isFocused()) Menu.setApplicationMenu(menu);
  }

  async function recentsChanged() {
    recents = await store.read();
    for (const [window, { commands }] of shown) show(window, commands);
  }

  return {
    recentsChanged,
    setCommands(window, commands) {
      const before = shown.get(window);
      if (!before || !updateMenu(before.menu, before.commands, commands)) show(window, commands);
      else before.commands = commands;
    },
    add(window) {
      show(window, []);
      window.browser.on('focus', () => {
        const now = shown.get(window);
        if (now && process.platform === 'darwin') Menu.setApplicationMenu(now.menu);
      });
      window.browser.on('closed', () => shown.delete(window));
    },
  };
}
