import { join, resolve } from 'node:path';
import { app, Menu, powerSaveBlocker, session, shell } from 'electron';
import { createRelay } from '../engine/relay';
import { createSupervisor, type Supervisor } from '../engine/supervisor';
import { openLog } from '../shell/log';
import { openStores } from '../shell/page';
import { showAbout } from './about';
import { lockDown } from './lockdown';
import { createMenus } from './menus';
import { declarePageProtocol, PAGE, servePageProtocol } from './pageProtocol';
import { followTheme } from './theme';
import { forkUtility } from './utilityProcess';
import { createWakefulness } from './wakefulness';
import { serveWindow } from './windowCalls';
import { openWindowMemory } from './windowState';
import { createWindows } from './windows';

/** Entry of the desktop program: one process however often it is started, its windows, and the engine they share. */

const out = join(__dirname, '..');
const isMac = process.platform === 'darwin';

/** Under electron-vite's development server the page comes from there, and changes while it is edited. */
const developmentPage = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;

/** Files that were named before any window could show them: macOS sends them before the app is ready. */
const named = filesIn(process.argv, process.cwd());
let show = async (file: string): Promise<void> => {
  named.push(file);
};

app.setName('Unroll');
app.setPath('userData', process.env.UNROLL_USER_DATA ?? join(app.getPath('appData'), 'Unroll'));
declarePageProtocol();
app.on('open-file', (event, file) => {
  event.preventDefault();
  void show(file);
});
if (app.requestSingleInstanceLock({ files: named })) app.whenReady().then(run);
else app.quit();

async function run(): Promise<void> {
  const home = app.getPath('userData');
  const log = openLog(home);
  process.on('uncaughtException', log.error);
  process.on('unhandledRejection', log.error);
  log.info(`Unroll ${app.getVersion()}, Electron ${process.versions.electron}`);

  lockDown(session.defaultSession, (what) => log.info(`refused: ${what}`));
  if (!developmentPage) servePageProtocol(join(out, 'renderer'));
  const stores = openStores(home, log.error);
  followTheme(await stores.settings.read());

  const wakefulness = createWakefulness({
    start: () => powerSaveBlocker.start('prevent-app-suspension'),
    stop: (id) => powerSaveBlocker.stop(id),
  });
  const relay = createRelay(
    () => ({ ...supervisor, forward: (call, reply) => supervisor.forward(call, wakefulness.during(call, reply)) }),
    log.error,
  );
  const supervisor: Supervisor = createSupervisor({
    fork: () => forkUtility(join(out, 'node', 'engine.js'), (text) => log.info(`engine: ${text}`)),
    onStatus: (status) => {
      log.info(`engine ${status.is}${'reason' in status ? `: ${status.reason}` : ''}`);
      wakefulness.follow(status);
      relay.broadcast({ is: 'event', name: 'engine.status', payload: status });
    },
    onEvent: (event) => {
      wakefulness.hear(event);
      relay.broadcast(event);
    },
  });

  const memory = openWindowMemory(join(home, 'window.json'), log.error);
  Menu.setApplicationMenu(null);
  const menus = createMenus(stores.recents, (window) => ({
    openRecent: (file) => void windows.show(file),
    showLog: () => shell.showItemInFolder(log.path),
    showAbout: () => void showAbout(window.browser, supervisor),
  }));
  const windows = createWindows({
    relay,
    out,
    memory,
    page: developmentPage ?? PAGE,
    report: log.error,
    onOpened: menus.add,
    serve: (window, opened) =>
      serveWindow(window, opened, {
        stores,
        memory,
        menus,
        openWindow: () => windows.open(),
        restartEngine: supervisor.restart,
      }),
  });
  await menus.recentsChanged();

  show = windows.show;
  app.on('second-instance', (_event, argv, folder) => {
    const files = filesIn(argv, folder);
    if (files.length === 0) void windows.front();
    for (const file of files) void windows.show(file);
  });
  app.on('activate', () => void windows.front());
  app.on('window-all-closed', () => {
    if (!isMac) app.quit();
  });
  app.on('will-quit', supervisor.stop);

  if (named.length === 0) await windows.open();
  for (const file of named) await windows.open(file);
}

/** Paths on a command line, whatever switches stand between them. */
function filesIn(argv: readonly string[], folder: string): string[] {
  const own = argv.slice(1).filter((argument) => !argument.startsWith('-'));
  // Not packaged, the first one is the program itself.
  return (app.isPackaged ? own : own.slice(1)).map((file) => resolve(folder, file));
}
