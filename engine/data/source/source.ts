import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { Refusal } from '../../api';
import type { Source } from '../../project';
import { BYTES_JUDGED, createUtf8Check, decode, type Recognised, recognise } from './encoding';

/** Where a project's relative paths start, and where the sample files stand. */
export interface Places {
  readonly projectPath: string | null;
  readonly samplesFolder: string;
}

/** Raw data that were found and may be read. */
export interface Located {
  /** As sentences name it. */
  readonly name: string;
  /** null for text kept in the project itself. */
  readonly path: string | null;
  readonly text: string | null;
  readonly bytes: number;
  /** Changes whenever the content may have changed. */
  readonly stamp: string;
  readonly licence: string | null;
}

/** Bytes at the start of a file that its encoding is told from. */
const HEAD_BYTES = 16 * 1024 * 1024;
/** Bytes at the start of a file that its stamp is made of, beside size and times: read in no time, and most tables are no longer. */
const STAMPED_BYTES = 64 * 1024;
/** A text is held in memory several times over while it is prepared. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/** Finds the data of a recipe; what is missing, empty or forbidden is refused. */
export async function locate(source: Source, places: Places): Promise<Located> {
  switch (source.is) {
    case 'inline':
      return inline(source.text);
    case 'sample':
      return {
        ...(await locateFile(join(places.samplesFolder, source.name))),
        licence: await licenceOf(source.name, places.samplesFolder),
      };
    case 'file':
      return locateFile(absolute(source.path, places.projectPath));
  }
}

/** What the file is, from its first bytes. */
export async function recogniseSource(located: Located): Promise<Recognised> {
  if (located.path === null) return { is: 'text', encoding: 'utf-8' };
  return reading(located.path, recogniseFile);
}

async function recogniseFile(path: string): Promise<Recognised> {
  const isUtf8 = createUtf8Check();
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(BYTES_JUDGED);
    const pieceAt = async (at: number) => buffer.subarray(0, (await file.read(buffer, 0, buffer.length, at)).bytesRead);
    let piece = await pieceAt(0);
    const recognised = recognise(piece, isUtf8);
    if (recognised.is !== 'text' || recognised.encoding !== 'utf-8') return recognised;
    for (let at = piece.length; at < HEAD_BYTES && piece.length > 0; at += piece.length) {
      piece = await pieceAt(at);
      if (!isUtf8(piece)) return { is: 'text', encoding: 'windows-1252' };
    }
    return recognised;
  } finally {
    await file.close();
  }
}

/** The whole of a text, decoded, with lines that end in a line feed alone. */
export async function readText(located: Located): Promise<string> {
  if (located.path === null) return withLineFeeds(located.text ?? '');
  if (located.bytes > MAX_TEXT_BYTES) {
    throw new Refusal(
      `${located.name} is too large for a text (${Math.round(located.bytes / 1e6)} MB): take a part of at most ${MAX_TEXT_BYTES / 1024 ** 2} MB.`,
    );
  }
  const bytes = await reading(located.path, (path) => readFile(path));
  const recognised = recognise(bytes);
  if (recognised.is === 'text') return withLineFeeds(decode(bytes, recognised.encoding));
  throw new Refusal(
    `${located.name} is not a text: it is ${recognised.is === 'parquet' ? 'a Parquet table, so use it as a table' : recognised.what}.`,
  );
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function inline(text: string): Located {
  if (text.trim() === '') throw new Refusal('The text is empty: type or paste some in the Data panel.');
  const stamp = `inline ${createHash('sha256').update(text).digest('hex')}`;
  return { name: 'The text', path: null, text, bytes: Buffer.byteLength(text), stamp, licence: null };
}

function absolute(path: string, projectPath: string | null): string {
  if (isAbsolute(path)) return path;
  if (projectPath === null) {
    throw new Refusal(`The project is not saved yet, so nobody knows where "${path}" starts: save it, or choose the file again.`);
  }
  return resolve(dirname(projectPath), path);
}

async function locateFile(path: string): Promise<Located> {
  return reading(path, async () => {
    const name = basename(path);
    const found = await stat(path, { bigint: true });
    const { size, mtimeNs, ctimeNs, ino } = found;
    if (found.isDirectory()) throw new Refusal(`${path} is a folder: choose a file in it.`);
    if (!found.isFile()) throw new Refusal(`${path} is not a regular file: choose a file on disk.`);
    const begin = await hashOfBegin(path);
    if (size === 0n) throw new Refusal(`${name} is empty: choose a file with data in it.`);
    // Tools that copy keep the time of the content, and file systems there are that tell only whole seconds.
    const stamp = [path, size, mtimeNs, ctimeNs, ino, begin].join(' ');
    return { name, path, text: null, bytes: Number(size), stamp, licence: null };
  });
}

async function hashOfBegin(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(STAMPED_BYTES), 0, STAMPED_BYTES, 0);
    return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex');
  } finally {
    await file.close();
  }
}

function refusalOf({ code, message }: NodeJS.ErrnoException, path: string): Refusal {
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Refusal(`There is no file ${path}: choose the file again in the Data panel.`);
  if (code === 'EACCES' || code === 'EPERM')
    return new Refusal(`You may not read ${path}: change its permissions, or choose another file.`);
  return new Refusal(`${path} could not be read (${code ?? message}): choose another file.`);
}

/** Carries out `work` on a file; a failure of the file system becomes a refusal. */
async function reading<T>(path: string, work: (path: string) => Promise<T>): Promise<T> {
  try {
    return await work(path);
  } catch (error) {
    throw error instanceof Refusal ? error : refusalOf(error as NodeJS.ErrnoException, path);
  }
}

/** `licences.json` beside the samples says under which terms each may be used. */
async function licenceOf(name: string, samplesFolder: string): Promise<string | null> {
  const licences: unknown = JSON.parse(await readFile(join(samplesFolder, 'licences.json'), 'utf8'));
  const found =
    typeof licences === 'object' && licences !== null ? Object.entries(licences).find(([sample]) => sample === name) : undefined;
  return typeof found?.[1] === 'string' ? found[1] : null;
}
