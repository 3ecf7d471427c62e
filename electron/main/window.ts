import { join } from 'node:path';
import { BrowserWindow, dialog, type IpcMainEvent, ipcMain, nativeTheme, type Rectangle } from 'electron';
import { add, type EventName, type Events, type Handlers, type ShellCallName, type Transport } from '../../engine/api';
import type { Relay } from '../engine/relay';

/** Name of the one channel of the preload. */
const CHANNEL = 'message';

/** Milliseconds within which a second crash of a page means that it would go on crashing. */
const CRASH_LOOP = 30_000;

/** Shown until the page has painted: the app surface of the theme. */
const SURFACE = { light: '#f1f2f6', dark: '#0e1014' };

export interface ShownDocument {
  readonly title: string;
  readonly path: string | null;
  readonly dirty: boolean;
}

/** One desktop window and the page in it. */
export interface ShellWindow {
  readonly browser: BrowserWindow;
  /** What the page shows; undefined until it has said so, from when on it is asked before the window closes. */
  document: ShownDocument | undefined;
  /** Hidden for a run that goes on in it, until it is shown again. */
  readonly isInBackground: boolean;
  emit<K extends EventName>(name: K, payload: Events[K]): void;
  /** Hides it; the page and what it holds stay as they are. */
  goToBackground(): void;
  /** Closes without asking the page. */
  close(): void;
}

export interface WindowParts {
  readonly relay: Relay;
  /** Folder of what was built. */
  readonly out: string;
  /** The page's address. */
  readonly page: string;
  /** Makes the handlers for a page that has just been loaded; `close` lets go of what it held. */
  readonly serve: (window: ShellWindow) => { handlers: Handlers<ShellCallName>; close(): void };
  /** Whether no other window would be seen without this one. */
  readonly isLast: (window: ShellWindow) => boolean;
  readonly report: (error: unknown) => void;
}

export function createWindow(
  place: { bounds: Partial<Rectangle>; isMaximised: boolean; minimum: { width: number; height: number } },
  { relay, out, page, serve, isLast, report }: WindowParts,
): ShellWindow {
  const browser = new BrowserWindow({
    ...place.bounds,
    minWidth: place.minimum.width,
    minHeight: place.minimum.height,
    show: false,
    title: 'Unroll',
    icon: join(out, '..', 'resources', 'icon.png'),
    backgroundColor: nativeTheme.shouldUseDarkColors ? SURFACE.dark : SURFACE.light,
    webPreferences: {
      preload: join(out, 'preload', 'index.js'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  const { webContents } = browser;
  let mayClose = false;
  let isInBackground = false;

  const window: ShellWindow = {
    browser,
    document: undefined,
    get isInBackground() {
      return isInBackground;
    },
    emit: (name, payload) => {
      if (!browser.isDestroyed()) webContents.send(CHANNEL, { is: 'event', name, payload });
    },
    goToBackground() {
      isInBackground = true;
      browser.hide();
    },
    close() {
      mayClose = true;
      browser.close();
    },
  };

  const lines = createLines(browser, page, (transport) => {
    const served = serve(window);
    transport.onClose(() => {
      served.close();
      window.document = undefined;
    });
    relay.attach(transport, { shell: served.handlers });
  });
  webContents.on('did-navigate', (_event, url) => {
    lines.cut();
    // The one way that cannot be closed beforehand leads to an empty page.
    if (new URL(url).origin !== new URL(page).origin) browser.loadURL(page).catch(report);
  });
  browser.on('closed', lines.end);

  browser.on('page-title-updated', (event) => event.preventDefault());
  browser.on('close', (event) => {
    if (mayClose || !window.document) return;
    event.preventDefault();
    // A question that nobody sees would never be answered.
    if (isInBackground) browser.show();
    window.emit('shell.closing', { isLast: isLast(window) });
  });
  browser.on('show', () => {
    isInBackground = false;
  });
  webContents.on('render-process-gone', () => {
    // The page that would have told of the run's end is gone: the one that comes in its place knows nothing of being hidden.
    if (isInBackground) browser.show();
  });
  browser.once('ready-to-show', () => {
    if (place.isMaximised) browser.maximize();
    browser.show();
  });
  standUpAfterCrashes(browser, lines.cut, report);
  browser.loadURL(page).catch(report);
  return window;
}

/** The line to the page: a new one for each load, so that a page never gets what was meant for the one before. */
function createLines(browser: BrowserWindow, page: string, attach: (transport: Transport) => void) {
  const { webContents } = browser;
  const messages = new Set<(message: unknown) => void>();
  const closes = new Set<() => void>();
  const origin = new URL(page).origin;
  let isAttached = false;

  const cut = () => {
    isAttached = false;
    messages.clear();
    const handlers = [...closes];
    closes.clear();
    for (const handler of handlers) handler();
  };
  const take = (event: IpcMainEvent, message: unknown) => {
    if (event.sender !== webContents) return;
    // Our own page in the window's main frame, and nobody else.
    if (event.senderFrame !== webContents.mainFrame || new URL(event.senderFrame.url).origin !== origin) return;
    if (!isAttached) {
      isAttached = true;
      attach({
        send: (answer) => {
          if (!browser.isDestroyed()) webContents.send(CHANNEL, answer);
        },
        onMessage: (handler) => add(messages, handler),
        onClose: (handler) => add(closes, handler),
        close: () => browser.destroy(),
      });
    }
    for (const handler of messages) handler(message);
  };
  ipcMain.on(CHANNEL, take);
  return {
    cut,
    end() {
      ipcMain.removeListener(CHANNEL, take);
      cut();
    },
  };
}

/** A page that crashed is loaded again: its draft then offers to go on. One that hangs can be closed. */
function standUpAfterCrashes(browser: BrowserWindow, cut: () => void, report: (error: unknown) => void): void {
  let crashedAt = Number.NEGATIVE_INFINITY;
  browser.webContents.on('render-process-gone', (_event, { reason }) => {
    report(new Error(`The page ended: ${reason}.`));
    cut();
    const again = Date.now() - crashedAt < CRASH_LOOP;
    crashedAt = Date.now();
    if (!again) {
      browser.webContents.reload();
      return;
    }
    dialog.showErrorBox('The window keeps failing', 'Your unsaved work is kept as a draft and offered at the next start.');
    browser.destroy();
  });
  browser.on('unresponsive', async () => {
    const { response } = await dialog.showMessageBox(browser, {
      type: 'warning',
      message: 'The window does not answer.',
      detail: 'You can wait, or close it: your unsaved work is kept as a draft and offered at the next start.',
      buttons: ['Wait', 'Close the window'],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1) browser.destroy();
  });
}
