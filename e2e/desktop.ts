import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { findRuntime } from '../electron/setup/runtime';
import { signal, untilGone } from './processes';
import { type Program, SIZE } from './program';

/** Runs the program in `out/` and notes its menus. */
const entry = resolve(__dirname, 'noteMenus.js');

const apps = new WeakMap<Program, ElectronApplication>();

/** The main process of a desktop program, to look into it. */
export function mainProcessOf(program: Program): ElectronApplication {
  const app = apps.get(program);
  if (!app) throw new Error('This program has no desktop.');
  return app;
}

/** How a desktop program is started by hand. `folder`: settings and drafts stand in it. */
export function desktopCommand(
  folder: string,
  files: readonly string[] = [],
): { executable: string; args: string[]; env: Record<string, string> } {
  const runtime = findRuntime();
  if (!runtime) throw new Error('There is no Electron runtime: run `npm start` once, which installs it.');
  return {
    executable: runtime.executable,
    // Chromium's own sandbox does not work for root, nor its graphics on a virtual display.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', entry, ...files],
    env: { ...environment(), UNROLL_USER_DATA: join(folder, '.user-data') },
  };
}

/**
 * Starts the real desktop program. `atSize`: false leaves the window as it opens, instead of making it the size of the mocks.
 * `packaged`: the executable of a packaged program, instead of what stands in out/.
 */
export async function startDesktop(
  folder: string,
  files: readonly string[] = [],
  { atSize = true, packaged }: { atSize?: boolean; packaged?: string } = {},
): Promise<Program> {
  const { executable, args, env } = desktopCommand(folder, files);
  const app = await _electron.launch(
    packaged === undefined
      ? { executablePath: executable, args, env }
      : { executablePath: packaged, args: args.filter((arg) => arg !== entry), env },
  );
  const { pid } = app.process();
  if (pid === undefined) throw new Error('Electron did not start.');
  const page = await app.firstWindow();
  if (atSize) await showAtSize(app, page);

  const chooseToOpen: Program['chooseToOpen'] = async (path, ask) => {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, path);
    await ask();
  };

  const program: Program = {
    front: 'desktop',
    pid,
    home: env.UNROLL_USER_DATA ?? '',
    page,
    async openWindow() {
      const opened = app.waitForEvent('window');
      await page.evaluate(() => window.unroll?.send({ is: 'call', id: 'test', name: 'shell.newWindow', payload: {} }));
      const next = await opened;
      await showAtSize(app, next);
      return next;
    },
    chooseToOpen,
    async chooseToSave(path, ask) {
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
      }, path);
      await ask();
    },
    chooseFolder: chooseToOpen,
    async kill() {
      signal(pid, 'SIGKILL');
      await untilGone(pid);
    },
    async close() {
      // Playwright's own close would wait for an answer to the question about unsaved work.
      await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);
      await untilGone(pid, 5000).catch(() => signal(pid, 'SIGKILL'));
    },
  };
  apps.set(program, app);
  return program;
}

/** What `noteMenus.js` adds. */
interface WithMenu {
  shownMenu?: Electron.Menu;
}

export interface MenuItem {
  readonly label: string;
  readonly enabled: boolean;
  readonly accelerator: string | undefined;
}

/** The items of one native menu of the first window. */
export function menuItems(program: Program, menu: string): Promise<MenuItem[]> {
  return mainProcessOf(program).evaluate(({ BrowserWindow }, wanted) => {
    const window: (Electron.BrowserWindow & WithMenu) | undefined = BrowserWindow.getAllWindows()[0];
    const items = window?.shownMenu?.items.find(({ label }) => label === wanted)?.submenu?.items ?? [];
    return items.map(({ label, enabled, accelerator }) => ({ label, enabled, accelerator: accelerator?.toString() }));
  }, menu);
}

/** Chooses an item as a click on it does. */
export function chooseInMenu(program: Program, menu: string, label: string): Promise<void> {
  return mainProcessOf(program).evaluate(
    ({ BrowserWindow }, [wantedMenu, wantedItem]) => {
      const window: (Electron.BrowserWindow & WithMenu) | undefined = BrowserWindow.getAllWindows()[0];
      const items = window?.shownMenu?.items.find((item) => item.label === wantedMenu)?.submenu?.items ?? [];
      const item = items.find((one) => one.label === wantedItem);
      if (!item?.enabled) throw new Error(`${wantedMenu} › ${wantedItem} cannot be chosen.`);
      item.click();
    },
    [menu, label] as const,
  );
}

/** Has the program believe that the system shows notices. → what has been told since, as `title: body`. */
export async function noteNotices(program: Program): Promise<() => Promise<string[]>> {
  const main = mainProcessOf(program);
  await main.evaluate(({ app, Notification }) => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    Notification.isSupported = () => true;
    // What a notification's methods stand on cannot be reached from here; that it is listened to can.
    let emitter: NodeJS.EventEmitter = app;
    while (!Object.hasOwn(emitter, 'on')) emitter = Object.getPrototypeOf(emitter);
    const listen = emitter.on;
    emitter.on = function on(this: NodeJS.EventEmitter, ...args: Parameters<typeof listen>) {
      if (this instanceof Notification && args[0] === 'click') told.push(`${this.title}: ${this.body}`);
      return listen.apply(this, args);
    } as typeof listen;
  });
  return () => main.evaluate(() => (globalThis as unknown as { told: string[] }).told);
}

async function showAtSize(app: ElectronApplication, page: Page): Promise<void> {
  const window = await app.browserWindow(page);
  // In a corner: the display's own pointer, in its middle, would hover over what stands there.
  await window.evaluate((browser, { width, height }) => {
    browser.setPosition(0, 0);
    browser.setContentSize(width, height);
  }, SIZE);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, SIZE);
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
}
