import { type Handlers, Refusal, type ShellCallName } from '../../engine/api';
import { type Stores, servePage } from '../shell/page';
import { folderHandlers } from './folderCalls';
import type { Jail } from './jail';

/** The server's answers to a page in a browser. */
export function serveBrowser(given: { stores: Stores; jail: Jail; version: string; restartEngine: () => void }): {
  handlers: Handlers<ShellCallName>;
  close(): void;
} {
  const page = servePage(given.stores);
  return {
    handlers: {
      ...page.handlers,
      ...folderHandlers(given.jail),
      'shell.describe': () => ({
        front: 'browser' as const,
        platform: process.platform,
        version: given.version,
        electron: null,
        home: given.jail.folder,
      }),
      'shell.restartEngine': () => {
        given.restartEngine();
      },
      'shell.askOpen': onlyOnDesktop,
      'shell.askSave': onlyOnDesktop,
      'shell.showInFolder': ({ path }) => {
        throw new Refusal(`A browser cannot open folders. The file stands at ${path}.`);
      },
      // What a tab has no counterpart for, or does itself: title, question before it closes, menus.
      'shell.setDocument': () => undefined,
      'shell.setProgress': () => undefined,
      'shell.setCommands': () => undefined,
      'shell.notify': () => undefined,
      'shell.newWindow': () => undefined,
      'shell.close': () => undefined,
      'shell.endBackground': () => undefined,
    },
    close: page.close,
  };
}

function onlyOnDesktop(): never {
  throw new Refusal('A browser has no dialogs of the system: choose from the folder of the server.');
}
