import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { lock, unlock } from '../../engine/project/lock';

/** Who works on which project file: one window alone, across windows and across processes. */
export interface Claims {
  connect(): PageClaims;
}

/** What one page claims: at most one file at a time. */
export interface PageClaims {
  /** Takes a file and lets go of the one before; null only lets go. `taken`: another window has it, and nothing changed. */
  claim(path: string | null): Promise<{ taken: boolean }>;
  close(): void;
}

/**
 * A lock is a hidden file beside the project that names its owner. Where none can be written the project cannot be saved either,
 * so there windows of one process are enough to be told apart.
 */
export function createClaims(): Claims {
  const claimed = new Map<string, PageClaims>();
  let last: Promise<unknown> = Promise.resolve();

  function release(page: PageClaims, except?: string) {
    for (const [file, holder] of claimed) {
      if (holder !== page || file === except) continue;
      claimed.delete(file);
      unlock(lockOf(file));
    }
  }

  async function claim(page: PageClaims, path: string | null): Promise<{ taken: boolean }> {
    if (path === null) {
      release(page);
      return { taken: false };
    }
    const file = await identityOf(path);
    const holder = claimed.get(file);
    if (holder && holder !== page) return { taken: true };
    if (!holder) {
      if ((await lock(lockOf(file))) === 'taken') return { taken: true };
      claimed.set(file, page);
    }
    release(page, file);
    return { taken: false };
  }

  return {
    connect() {
      const page: PageClaims = {
        claim(path) {
          const done = last.then(() => claim(page, path));
          last = done.catch(() => undefined);
          return done;
        },
        close: () => release(page),
      };
      return page;
    },
  };
}

function lockOf(file: string): string {
  return join(dirname(file), `.${basename(file)}.lock`);
}

/** One name for a file, however it was reached. */
async function identityOf(path: string): Promise<string> {
  const full = resolve(path);
  try {
    return await realpath(full);
  } catch {
    // Not saved yet: its folder has a name already.
    return join(await realpath(dirname(full)).catch(() => dirname(full)), basename(full));
  }
}
