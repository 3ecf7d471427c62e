import { constants } from 'node:fs';
import { access, copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readProjectFile, runsFolder } from '../project/file';

/**
 * Brings the runs of a project along when it is saved under another name. Those of a draft move; those of a saved project
 * stay with it and are copied. A run that stands at the new place already is left as it is.
 */
export async function bringRuns({ from, to }: { from: string; to: string }): Promise<void> {
  const source = runsFolder(resolve(from));
  const target = runsFolder(resolve(to));
  if (source === target || !(await exists(source))) return;
  const isSaved = (await readProjectFile(from)).is === 'project';
  await mkdir(target, { recursive: true });
  for (const name of await readdir(source)) {
    const place = join(target, name);
    if (await exists(place)) continue;
    if (isSaved) await copyTree(join(source, name), place);
    else await moveTree(join(source, name), place);
  }
  if (!isSaved) await rm(source, { recursive: true, force: true });
}

async function moveTree(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copyTree(from, to);
    await rm(from, { recursive: true, force: true });
  }
}

/** Checkpoints are replaced, never written in place, so both copies can share their bytes; all else is copied. */
async function copyTree(from: string, to: string, { share = false } = {}): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    // Who trains it here does not train its copy.
    if (entry.name === '.lock' || entry.name.endsWith('.tmp')) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target, { share: share || entry.name === 'checkpoints' });
    else if (entry.isFile()) await copyBytes(source, target, { share });
  }
}

async function copyBytes(from: string, to: string, { share }: { share: boolean }): Promise<void> {
  if (share) {
    try {
      return await link(from, to);
    } catch {
      // Another disk, or one that knows no links.
    }
  }
  await copyFile(from, to, constants.COPYFILE_FICLONE);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
