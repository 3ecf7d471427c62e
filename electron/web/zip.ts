import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Zip, ZipDeflate } from 'fflate';
import { HttpRefusal } from './answers';
import { bytesOf, openFile } from './fileBytes';

/** A zip counts files in 16 bits. */
const MAX_FILES = 65_535;

/** A zip counts bytes in 32 bits; a little of that is for what stands around the files, and for those that do not get smaller. */
const MAX_BYTES = 4 * 1024 ** 3 - 64 * 1024 ** 2;

/** How hard it tries, 0 to 9: weights hardly get smaller, and tables do at once. */
const LEVEL = 1;

/** A file of a zip, and as much of it as will be there. */
interface Zipped {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** The regular files under a folder: a link could lead anywhere. Refuses what no zip can hold, before one is begun. */
export async function listForZip(folder: string): Promise<readonly Zipped[]> {
  const files: Zipped[] = [];
  let left = MAX_BYTES;
  const walk = async (current: string) => {
    for (const entry of await readdir(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) await walk(path);
      if (!entry.isFile()) continue;
      const { size } = await stat(path);
      left -= size;
      if (left < 0) throw new HttpRefusal(413, `${folder} holds more than a zip can, which is 4 GB: copy it from the folder itself.`);
      if (files.length === MAX_FILES)
        throw new HttpRefusal(413, `${folder} holds more than ${MAX_FILES} files, which no zip can: copy it from the folder itself.`);
      files.push({ path, name: relative(folder, path).split(sep).join('/'), bytes: size });
    }
  };
  await walk(folder);
  return files;
}

/** The zip, made while it is asked for: of what has not been taken yet there is never more than a few pieces. */
export async function* zipOf(files: readonly Zipped[]): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    made.push(piece);
  });
  for (const { path, name, bytes } of files) {
    const entry = new ZipDeflate(name, { level: LEVEL });
    zip.add(entry);
    const file = await openFile(path);
    try {
      for await (const piece of bytesOf(file, bytes)) {
        entry.push(piece);
        yield* made.splice(0);
      }
    } finally {
      await file.close();
    }
    entry.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}
