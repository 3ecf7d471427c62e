import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Refusal } from '../../engine/api';

/** The one folder a browser may reach. */
export interface Jail {
  /** Its real path. */
  readonly folder: string;
  /** The real path behind `path`, which need not exist yet; relative ones start at `from`. Refuses what leads outside. */
  admit(path: string, from?: string): Promise<string>;
}

/** `folder` must exist. Links are followed before it is decided, so none leads out. */
export async function createJail(folder: string): Promise<Jail> {
  const real = await realpath(folder);
  return {
    folder: real,
    async admit(path, from = real) {
      if (path.includes('\0')) throw new Refusal('A path cannot hold the character 0.');
      const found = await realPathOf(resolve(from, path));
      if (!isIn(real, found)) throw new Refusal(`${path} is outside of ${real}, and a browser reaches nothing outside of it.`);
      return found;
    },
  };
}

export function isIn(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Of something that does not exist: the real path of the nearest folder that does, and the rest. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A link into nothing would lead wherever that is made; one in a circle leads nowhere.
    if (code !== 'ENOENT' || (await isLink(path))) throw new Refusal(`${path} cannot be reached (${code}).`);
    const parent = dirname(path);
    return parent === path ? path : join(await realPathOf(parent), basename(path));
  }
}

function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}
