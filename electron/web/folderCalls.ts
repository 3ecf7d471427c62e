import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Handlers, Refusal } from '../../engine/api';
import type { Jail } from './jail';

/** What a browser has in place of the system's dialogs: the server's own folder. Names that start with a dot are not shown. */
export function folderHandlers(jail: Jail): Handlers<'shell.list'> {
  return {
    'shell.list': async ({ folder }) => {
      const real = await jail.admit(folder);
      const names = await readdir(real).catch((error: NodeJS.ErrnoException) => {
        throw new Refusal(`The folder ${folder} cannot be read (${error.code}).`);
      });
      const entries = await Promise.all(names.filter((name) => !name.startsWith('.')).map((name) => describeEntry(join(real, name), jail)));
      return {
        folder: real,
        parent: real === jail.folder ? null : dirname(real),
        entries: entries
          .filter((entry) => entry !== undefined)
          .sort((a, b) => Number(b.folder) - Number(a.folder) || a.name.localeCompare(b.name)),
      };
    },
  };
}

/** undefined for what leads out of the jail, or is neither file nor folder. */
async function describeEntry(path: string, jail: Jail) {
  try {
    await jail.admit(path);
    const found = await stat(path);
    if (!found.isDirectory() && !found.isFile()) return undefined;
    return { name: basename(path), path, folder: found.isDirectory(), bytes: found.isFile() ? found.size : 0 };
  } catch {
    return undefined;
  }
}
