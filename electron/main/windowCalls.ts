import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, dialog, shell } from 'electron';
import { type Handlers, Refusal, type ShellCallName } from '../../engine/api';
import { type Stores, servePage } from '../shell/page';
import type { Menus } from './menus';
import { titleOf, withExtension } from './naming';
import { tellBySystem } from './systemNotice';
import { followTheme } from './theme';
import type { ShellWindow } from './window';
import type { WindowMemory } from './windowState';

/** What the handlers of a window need from the program around it. */
export interface WindowContext {
  readonly stores: Stores;
  readonly memory: WindowMemory;
  readonly menus: Menus;
  readonly openWindow: () => Promise<unknown>;
  readonly restartEngine: () => void;
}

const FILTERS = {
  project: [{ name: 'Unroll projects', extensions: ['json'] }],
  data: [
    { name: 'Tables and texts', extensions: ['csv', 'tsv', 'tab', 'parquet', 'json', 'jsonl', 'gz', 'txt', 'text', 'md'] },
    { name: 'All files', extensions: ['*'] },
  ],
};

const GONE_TO_BACKGROUND = 'Training goes on in the background: start the program again to see it.';

/** The desktop's answers to a page. `takeFile`: the file the window was opened for, once. */
export function serveWindow(
  window: ShellWindow,
  { takeFile }: { takeFile(): string | undefined },
  { stores, memory, menus, openWindow, restartEngine }: WindowContext,
): { handlers: Handlers<ShellCallName>; close(): void } {
  const { browser } = window;
  const page = servePage(stores);
  return {
    handlers: {
      ...page.handlers,
      'shell.describe': () => ({
        front: 'desktop' as const,
        platform: process.platform,
        version: app.getVersion(),
        electron: process.versions.electron ?? null,
        home: homedir(),
      }),
      'shell.askOpen': async ({ kind }) => {
        const { filePaths } = await dialog.showOpenDialog(
          browser,
          kind === 'folder' ? { properties: ['openDirectory', 'createDirectory'] } : { properties: ['openFile'], filters: FILTERS[kind] },
        );
        return { path: filePaths[0] ?? null };
      },
      'shell.askSave': async ({ name }) => {
        const { filePath } = await dialog.showSaveDialog(browser, {
          defaultPath: join(app.getPath('documents'), name),
          filters: FILTERS.project,
          properties: ['createDirectory', 'showOverwriteConfirmation'],
        });
        return { path: filePath ? withExtension(filePath) : null };
      },
      'shell.list': onlyInBrowser,
      'shell.remember': async (entry) => {
        await stores.recents.remember(entry);
        app.addRecentDocument(entry.path);
        await menus.recentsChanged();
      },
      'shell.forget': async ({ path }) => {
        await stores.recents.forget(path);
        await menus.recentsChanged();
      },
      'shell.writeSettings': async ({ settings }) => {
        followTheme(await stores.settings.write(settings));
      },
      'shell.setDocument': (document) => {
        window.document = document;
        browser.setTitle(titleOf(document, app.getName()));
        if (process.platform === 'darwin') {
          browser.setRepresentedFilename(document.path ?? '');
          browser.setDocumentEdited(document.dirty);
        }
        const file = takeFile();
        if (file !== undefined) window.emit('shell.open', { path: file });
      },
      'shell.setProgress': ({ progress }) => {
        browser.setProgressBar(progress ?? -1);
      },
      'shell.notify': ({ title, body }) => {
        if (window.isInBackground || !browser.isFocused()) tellBySystem(browser, { title, body });
      },
      'shell.showInFolder': async ({ path }) => {
        await access(path).catch(() => {
          throw new Refusal(`There is nothing at ${path} any more.`);
        });
        shell.showItemInFolder(path);
      },
      'shell.newWindow': async () => {
        await openWindow();
      },
      'shell.close': async ({ background }) => {
        const kept = memory.keep(browser);
        if (background) {
          // Before anything is waited for: the run may be over at once, and what follows from that must find the window hidden.
          window.goToBackground();
          tellBySystem(browser, { title: window.document?.title ?? app.getName(), body: GONE_TO_BACKGROUND });
        }
        await kept;
        // After the answer has gone out.
        if (!background) setImmediate(window.close);
      },
      'shell.endBackground': () => {
        if (window.isInBackground) setImmediate(window.close);
      },
      'shell.restartEngine': () => {
        restartEngine();
      },
      'shell.setCommands': ({ commands }) => {
        menus.setCommands(window, commands);
      },
    },
    close: page.close,
  };
}

function onlyInBrowser(): never {
  throw new Refusal('On the desktop files are opened and saved where they stand, through the dialogs of the system.');
}
