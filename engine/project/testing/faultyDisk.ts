import type * as Files from 'node:fs/promises';

/**
 * A disk that refuses. In a test: `vi.mock('node:fs/promises', async (original) => (await import('…/faultyDisk')).faultyDisk(await original()))`,
 * and then `disk.failFrom(3, 'ENOSPC')` lets the third change of a file from now on fail, and all that follow.
 */
export const disk = {
  /** Changes that still succeed. */
  left: Number.POSITIVE_INFINITY,
  code: 'ENOSPC',
  /** Changes since the last `mend`. */
  changes: 0,
  failFrom(change: number, code: string) {
    disk.left = change - 1;
    disk.code = code;
  },
  mend() {
    disk.left = Number.POSITIVE_INFINITY;
    disk.changes = 0;
  },
};

function change(): void {
  disk.changes++;
  if (disk.left-- > 0) return;
  throw Object.assign(new Error(`${disk.code}: the disk of the test refuses`), { code: disk.code });
}

export function faultyDisk(files: typeof Files): typeof Files {
  const wrapped = {
    ...files,
    async open(...given: Parameters<typeof Files.open>) {
      const handle = await files.open(...given);
      const { write, sync, datasync } = handle;
      return Object.assign(handle, {
        write: (...args: Parameters<typeof write>) => before(() => write.apply(handle, args)),
        sync: () => before(() => sync.call(handle)),
        datasync: () => before(() => datasync.call(handle)),
      });
    },
    mkdir: ((...args: Parameters<typeof files.mkdir>) => before(() => files.mkdir(...args))) as typeof files.mkdir,
    rename: (...args: Parameters<typeof files.rename>) => before(() => files.rename(...args)),
    truncate: (...args: Parameters<typeof files.truncate>) => before(() => files.truncate(...args)),
    writeFile: (...args: Parameters<typeof files.writeFile>) => before(() => files.writeFile(...args)),
  };
  return { ...wrapped, default: wrapped } as typeof Files;
}

async function before<T>(work: () => Promise<T>): Promise<T> {
  change();
  return work();
}
