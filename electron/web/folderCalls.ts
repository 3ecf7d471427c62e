import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { zipSync } from 'fflate';
import { type Handlers, Refusal } from '../../engine/api';
import { writeFileAtomic } from '../../engine/project/atomicFile';
import type { Jail } from './jail';

/** Bytes of one file that may go up or down; what is larger is copied into or out of the folder by other means. */
export const MAX_BYTES = 256 * 1024 * 1024;

/** What a browser has in place of the system's dialogs: the server's own folder. Names that start with a dot are not shown. */
export function folderHandlers(jail: Jail): Handlers<'shell.list' | 'shell.upload' | 'shell.download'> {
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

    'shell.upload': async ({ name, base64 }) => {
      const bytes = decode(base64);
      if (!bytes) throw new Refusal(`"${name}" did not arrive whole: send it again.`);
      if (bytes.length > MAX_BYTES) throw new Refusal(`"${name}" is larger than 256 MB: copy it into ${jail.folder} yourself.`);
      const path = await freePlace(jail, plainName(name), bytes);
      await writeFileAtomic(path, bytes);
      return { path };
    },

    'shell.download': async ({ path }) => {
      const real = await jail.admit(path);
      const found = await stat(real).catch(() => {
        throw new Refusal(`There is nothing at ${path}.`);
      });
      const bytes = found.isDirectory() ? await zipFolder(real) : await readLimited(real, { left: MAX_BYTES });
      const name = found.isDirectory() ? `${basename(real)}.zip` : basename(real);
      return { name, base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64') };
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

function decode(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  // Node leaves out what is not base64, and the length tells.
  return base64.length % 4 === 0 && bytes.length === (base64.length / 4) * 3 - padding ? bytes : undefined;
}

/** A name that can stand in a folder of any system, and is not hidden. */
function plainName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const plain = name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').replace(/^\.+/, '');
  if (plain.trim() === '') throw new Refusal(`A file cannot be called "${name}" here.`);
  return plain;
}

/** `data.csv`, or `data 2.csv` where another file of that name stands. The same file sent again keeps its place. */
async function freePlace(jail: Jail, name: string, bytes: Buffer): Promise<string> {
  const extension = /(\.unroll)?\.[^.]*$/.exec(name)?.[0] ?? extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let count = 1; ; count++) {
    const path = join(jail.folder, count === 1 ? name : `${stem} ${count}${extension}`);
    const there = await readFile(path).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : null));
    if (there === undefined || there?.equals(bytes)) return path;
  }
}

async function readLimited(path: string, budget: { left: number }): Promise<Uint8Array> {
  const { size } = await stat(path);
  budget.left -= size;
  if (budget.left < 0) throw new Refusal('More than 256 MB cannot be downloaded: copy it from the folder itself.');
  return readFile(path);
}

/** Regular files alone: a link could lead anywhere. */
async function zipFolder(folder: string): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  const budget = { left: MAX_BYTES };
  const walk = async (current: string) => {
    for (const entry of await readdir(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) files[relative(folder, path).replace(/\\/g, '/')] = await readLimited(path, budget);
    }
  };
  await walk(folder);
  return zipSync(files, { level: 1 });
}
