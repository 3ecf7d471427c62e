import type { Handlers, ShellCallName } from '../../engine/api';
import { type Claims, createClaims } from './claims';
import { type DraftStore, openDrafts } from './drafts';
import { openRecents, type RecentsStore } from './recents';
import { openSettings, type SettingsStore } from './settings';

/** What desktop and browser keep in the same way. */
export interface Stores {
  readonly settings: SettingsStore;
  readonly recents: RecentsStore;
  readonly drafts: DraftStore;
  readonly claims: Claims;
}

/** `home`: the folder they stand in. */
export function openStores(home: string, report: (error: unknown) => void): Stores {
  return {
    settings: openSettings(home, report),
    recents: openRecents(home, report),
    drafts: openDrafts(home, report),
    claims: createClaims(),
  };
}

type StoreCallName = Extract<
  ShellCallName,
  | 'shell.recent'
  | 'shell.remember'
  | 'shell.forget'
  | 'shell.readSettings'
  | 'shell.writeSettings'
  | 'shell.newDraft'
  | 'shell.saveDraft'
  | 'shell.dropDraft'
  | 'shell.lostDrafts'
  | 'shell.claim'
>;

/** The calls on the stores for one page. `close` lets go of what the page held. */
export function servePage(stores: Stores): { handlers: Handlers<StoreCallName>; close(): void } {
  const drafts = stores.drafts.connect();
  const claims = stores.claims.connect();
  return {
    handlers: {
      'shell.recent': () => stores.recents.read(),
      'shell.remember': async (entry) => {
        await stores.recents.remember(entry);
      },
      'shell.forget': async ({ path }) => {
        await stores.recents.forget(path);
      },
      'shell.readSettings': () => stores.settings.read(),
      'shell.writeSettings': async ({ settings }) => {
        await stores.settings.write(settings);
      },
      'shell.newDraft': () => ({ path: drafts.newPath() }),
      'shell.saveDraft': async (draft) => {
        await drafts.save(draft);
      },
      'shell.dropDraft': async ({ path }) => {
        await drafts.drop(path);
      },
      'shell.lostDrafts': () => drafts.lost(),
      'shell.claim': ({ path }) => claims.claim(path),
    },
    close() {
      drafts.close();
      claims.close();
    },
  };
}
