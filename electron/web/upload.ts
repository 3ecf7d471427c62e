import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { placeFile } from '../../engine/project/atomicFile';
import { failureOf } from '../../engine/project/failure';
import { isRunning, type Owner, thisProcess } from '../../engine/project/owner';
import { HttpRefusal } from './answers';
import { openFile } from './fileBytes';

/**
 * Bytes of a name. Most disks give 255; the rest is for what the program puts around one: a number, `.lock`, the ending of a
 * temporary file.
 */
const MAX_NAME = 200;

/** Bytes that are compared at a time. */
const CHUNK = 64 * 1024;

/**
 * Puts a file that is sent into `folder`. It is written under a hidden name and gets its own when it is whole: another one where a
 * different file has that, such as `data 2.csv`. The same file sent again keeps its place. Nothing is ever overwritten, and nothing
 * stays of what breaks off. → its path
 */
export async function keepUpload(given: { name: string; body: AsyncIterable<Uint8Array>; folder: string }): Promise<string> {
  const { body, folder } = given;
  const name = plainName(given.name);
  const temporary = join(folder, temporaryName(thisProcess()));
  try {
    const file = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o644);
    try {
      // The next piece is asked for when this one is written: that holds back whoever sends.
      for await (const piece of body) await writeWhole(file, piece);
      await file.sync();
    } finally {
      await file.close();
    }
    return await place(temporary, folder, name);
  } catch (error) {
    throw refusalOf(error, name, folder);
  } finally {
    // What cannot be removed now is removed at the next start.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Removes what was being sent when a server of this folder was killed. */
export async function removeBrokenUploads(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const owner = ownerOf(name);
    if (owner && !isRunning(owner)) await rm(join(folder, name), { force: true });
  }
}

async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let written = 0; written < piece.length; ) {
    written += (await file.write(piece, written, piece.length - written)).bytesWritten;
  }
}

async function place(temporary: string, folder: string, name: string): Promise<string> {
  const extension = /(\.unroll)?\.[^.]*$/.exec(name)?.[0] ?? extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let count = 1; ; count++) {
    const path = join(folder, count === 1 ? name : `${stem} ${count}${extension}`);
    if ((await placeFile(temporary, path)) === 'created' || (await isSame(temporary, path))) return path;
  }
}

/** Whether the files hold the same bytes. What is no file of its own, or cannot be read, is another one. */
async function isSame(one: string, other: string): Promise<boolean> {
  try {
    const [first, second] = [await lstat(one), await lstat(other)];
    if (!second.isFile() || first.size !== second.size) return false;
    const files = await Promise.all([openFile(one), openFile(other)]);
    try {
      return await readsSame(files);
    } finally {
      for (const file of files) await file.close();
    }
  } catch {
    return false;
  }
}

async function readsSame([one, other]: readonly [FileHandle, FileHandle]): Promise<boolean> {
  const [ours, theirs] = [Buffer.alloc(CHUNK), Buffer.alloc(CHUNK)];
  for (let at = 0; ; ) {
    const { bytesRead: first } = await one.read(ours, 0, CHUNK, at);
    const { bytesRead: second } = await other.read(theirs, 0, CHUNK, at);
    const both = Math.min(first, second);
    if (both === 0) return first === second;
    if (!ours.subarray(0, both).equals(theirs.subarray(0, both))) return false;
    at += both;
  }
}

/** A name that can stand in a folder of any system, and is not hidden. */
function plainName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const plain = name.replace(/[\\/:*?"<>|\u0000-\u001f\u007f]/g, '_').replace(/^\.+/, '');
  if (plain.trim() === '') throw new HttpRefusal(400, `A file cannot be called "${name}" here: give it another name.`);
  if (Buffer.byteLength(plain) > MAX_NAME)
    throw new HttpRefusal(400, `The name "${plain.slice(0, 40)}…" is longer than ${MAX_NAME} bytes: give the file a shorter one.`);
  return plain;
}

/** The system's answer as a sentence; everything else as it is. */
function refusalOf(error: unknown, name: string, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new HttpRefusal(507, `"${name}" was not kept: there is no room left on the disk of ${folder}. Make room, then send it again.`);
  // Of the other end of the connection, not of the disk.
  if (code === 'ECONNRESET') return error;
  const why = failureOf(error, join(folder, name));
  return why === undefined ? error : new HttpRefusal(500, `"${name}" was not kept: ${why}.`);
}

/** Carries whose it is, so that what was killed is told from what is being sent. */
function temporaryName({ host, pid, began }: Owner): string {
  return `.upload-${encodeURIComponent(host)}-${pid}-${began ?? ''}-${randomBytes(6).toString('hex')}.tmp`;
}

function ownerOf(name: string): Owner | undefined {
  const [, host, pid, began] = /^\.upload-(.+)-(\d+)-(\d*)-[0-9a-f]{12}\.tmp$/.exec(name) ?? [];
  if (host === undefined || pid === undefined) return undefined;
  try {
    return { host: decodeURIComponent(host), pid: Number(pid), began: began || null };
  } catch {
    return undefined;
  }
}
