import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeType } from '../nodes';
import { writeFileAtomic } from './atomicFile';
import { EXTENSION, type Project } from './project';
import { parseProject, type Read } from './read';
import { keepOriginal } from './versions/original';
import { olderVersion, projectVersions } from './versions/project';

/** A project holds inline text of at most 5 MB; what is larger is none. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Reads and checks a project file; every failure is a sentence that names the file. */
export async function readProjectFile(path: string): Promise<Read> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) return { is: 'refused', text: `${path} is too large to be a project (${Math.round(size / 1e6)} MB).` };
    return parseProject(await readFile(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { is: 'refused', text: `There is no file ${path}.` };
    return { is: 'refused', text: `${path} could not be read (${code ?? (error as Error).message}).` };
  }
}

/** Saves a project. Where the file was written by an older program, in another form, the original is kept beside it. */
export async function writeProjectFile(path: string, project: Project): Promise<void> {
  const older = olderVersion(await documentAt(path), projectVersions, nodeType);
  if (older !== undefined) await keepOriginal(path, older);
  await writeFileAtomic(path, `${JSON.stringify(project, null, 2)}\n`);
}

/** What stands in a file; undefined where that is no JSON, which no version of the program could open either. */
async function documentAt(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** `hamlet` of `/a/hamlet.unroll.json`. */
export function projectName(path: string): string {
  const file = path.split(/[\\/]/).at(-1) ?? path;
  return file.endsWith(EXTENSION) ? file.slice(0, -EXTENSION.length) : file.replace(/\.json$/, '');
}

/** The folder of a project's runs: `hamlet.runs` beside `hamlet.unroll.json`. */
export function runsFolder(path: string): string {
  const stem = path.endsWith(EXTENSION) ? path.slice(0, -EXTENSION.length) : path.replace(/\.json$/, '');
  return `${stem}.runs`;
}

/** Names the process that trains into a run's folder, as long as it does. */
export function runLock(folder: string): string {
  return join(folder, '.lock');
}
