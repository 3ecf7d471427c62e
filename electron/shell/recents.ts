import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Recent } from '../../engine/api';
import { shellCalls } from '../../engine/api';
import { projectName } from '../../engine/project/file';
import { type JsonKind, openJsonFile } from './jsonFile';

/** More are no help to find one. */
const MAX_RECENTS = 20;

export interface RecentsStore {
  /** Latest first; files that are gone are left out. */
  read(): Promise<Recent[]>;
  /** Puts a project first. `result`: its latest in a few words; null keeps the one known. */
  remember(entry: { path: string; result: string | null }): Promise<void>;
  forget(path: string): Promise<void>;
}

const kind: JsonKind<Recent[]> = {
  document: 'list of recent projects',
  format: 'unroll-recent',
  schema: z.array(shellCalls['shell.recent'].out.element),
  empty: [],
};

export function openRecents(home: string, report: (error: unknown) => void): RecentsStore {
  const file = openJsonFile(join(home, 'recent.json'), kind, report);
  return {
    async read() {
      const entries = await file.read();
      const isThere = await Promise.all(entries.map(({ path }) => exists(path)));
      return entries.filter((_, index) => isThere[index]);
    },
    async remember({ path, result }) {
      await file.update((old) => {
        const before = old.find((entry) => entry.path === path);
        const entry = { path, name: projectName(path), openedAt: new Date().toISOString(), result: result ?? before?.result ?? null };
        return [entry, ...old.filter((other) => other.path !== path)].slice(0, MAX_RECENTS);
      });
    },
    async forget(path) {
      await file.update((old) => old.filter((entry) => entry.path !== path));
    },
  };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
