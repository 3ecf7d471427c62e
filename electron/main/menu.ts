import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand, Recent } from '../../engine/api';
import { acceleratorOf } from './accelerator';

/** What the native menu does itself, beside the window's own commands. */
export interface MenuActions {
  readonly run: (command: string) => void;
  readonly openRecent: (path: string) => void;
  readonly clearRecents: () => void;
  readonly closeWindow: () => void;
  readonly showLog: () => void;
  readonly showAbout: () => void;
}

const isMac = process.platform === 'darwin';
const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The menu of a window: its commands by group, and what belongs to every desktop program. */
export function buildMenu(commands: readonly MenuCommand[], recents: readonly Recent[], actions: MenuActions): Menu {
  const groups = [...new Set(['File', ...commands.map(({ group }) => group), 'Help'])];
  const menus = groups.map((group): MenuItemConstructorOptions => {
    const items = commandItems(
      commands.filter((command) => command.group === group),
      actions,
    );
    return { label: group, submenu: [...items, ...nativeItems(group, recents, actions)] };
  });
  return Menu.buildFromTemplate(isMac ? [{ role: 'appMenu' }, ...menus, { role: 'windowMenu' }] : menus);
}

function commandItems(commands: readonly MenuCommand[], { run }: MenuActions): MenuItemConstructorOptions[] {
  return commands.flatMap((command, index) => {
    const accelerator = command.shortcut === null ? undefined : acceleratorOf(command.shortcut);
    const item: MenuItemConstructorOptions = {
      id: command.id,
      label: command.title,
      enabled: command.enabled,
      click: (clicked) => {
        // The system has ticked it already; whether it is on, the window says.
        if (command.checked !== null) clicked.checked = !clicked.checked;
        run(command.id);
      },
      ...(command.checked === null ? {} : { type: 'checkbox' as const, checked: command.checked }),
      // Only shown: the window hears the key itself, and knows when a text field has it.
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    };
    const before = commands[index - 1];
    return before && familyOf(before) !== familyOf(command) ? [separator, item] : [item];
  });
}

/** `file` of `file.saveAs`: commands of one family stand together between two lines. */
function familyOf({ id }: MenuCommand): string {
  return id.split('.')[0] ?? id;
}

function nativeItems(group: string, recents: readonly Recent[], actions: MenuActions): MenuItemConstructorOptions[] {
  switch (group) {
    case 'File':
      return [
        { label: 'Open recent', submenu: recentItems(recents, actions) },
        separator,
        { label: 'Close window', accelerator: 'CommandOrControl+W', click: actions.closeWindow },
        ...(isMac ? [] : [{ label: 'Quit', accelerator: 'CommandOrControl+Q', click: () => app.quit() }]),
      ];
    case 'View':
      return [separator, { label: 'Full screen', role: 'togglefullscreen' }];
    case 'Help':
      return [separator, { label: 'Show the log', click: actions.showLog }, { label: 'About Unroll', click: actions.showAbout }];
    default:
      return [];
  }
}

function recentItems(recents: readonly Recent[], actions: MenuActions): MenuItemConstructorOptions[] {
  if (recents.length === 0) return [{ label: 'No project yet', enabled: false }];
  const items = recents.map(({ name, path }) => ({ label: plain(`${name}  –  ${path}`), click: () => actions.openRecent(path) }));
  return [...items, separator, { label: 'Forget these', click: actions.clearRecents }];
}

/** In a label `&` would mark the letter after it. */
function plain(label: string): string {
  return label.replace(/&/g, '&&');
}

/** Brings the items of a menu up to date; false where its commands are not the same ones and it must be built anew. */
export function updateMenu(menu: Menu, before: readonly MenuCommand[], now: readonly MenuCommand[]): boolean {
  const same = (a: MenuCommand, b: MenuCommand | undefined) =>
    a.id === b?.id &&
    a.title === b.title &&
    a.group === b.group &&
    a.shortcut === b.shortcut &&
    (a.checked === null) === (b.checked === null);
  if (before.length !== now.length || !before.every((command, index) => same(command, now[index]))) return false;
  for (const command of now) {
    const item = menu.getMenuItemById(command.id);
    if (!item) return false;
    if (item.enabled !== command.enabled) item.enabled = command.enabled;
    if (command.checked !== null && item.checked !== command.checked) item.checked = command.checked;
  }
  return true;
}
