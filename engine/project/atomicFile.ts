import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that after a crash or a power cut it is either the old one or the whole new one:
 * a temporary file in the same folder, written wholly, fsynced, renamed; then the folder is fsynced.
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await throughTemporary(path, content, (temporary) => rename(temporary, path));
}

/**
 * Makes a file that is whole as soon as it is there, unless there is one: of several that try at once, exactly one makes it.
 * Its folder must exist.
 */
export async function createFileAtomic(path: string, content: string | Uint8Array): Promise<'created' | 'exists'> {
  return unlessThere(throughTemporary(path, content, (temporary) => linkTo(temporary, path)));
}

/** Gives a file that was written under another name in the same folder its own, unless something has that: then both stay as they are. */
export async function placeFile(temporary: string, path: string): Promise<'created' | 'exists'> {
  const placed = await unlessThere(linkTo(temporary, path));
  if (placed === 'created') await syncFolder(dirname(path));
  return placed;
}

async function unlessThere(making: Promise<void>): Promise<'created' | 'exists'> {
  try {
    await making;
    return 'created';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'exists';
    throw error;
  }
}

/** Writes a temporary file beside `path`, lets `place` put it there, and makes that lasting. */
async function throughTemporary(path: string, content: string | Uint8Array, place: (temporary: string) => Promise<void>): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  try {
    const file = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o644);
    try {
      let written = 0;
      while (written < bytes.length) written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
      await file.sync();
    } finally {
      await file.close();
    }
    await place(temporary);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** A second name, which the system gives only where there is none; then the first is taken away. */
async function linkTo(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // Some disks, such as FAT, give no second names: an empty file keeps the place for the whole one.
    await (await open(path, 'wx', 0o644)).close();
    await rename(temporary, path);
    return;
  }
  await rm(temporary, { force: true });
}

/** Makes a rename in a folder lasting; Windows has no such call and does not need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
