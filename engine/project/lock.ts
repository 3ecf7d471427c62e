import { readFileSync, rmSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createFileAtomic, writeFileAtomic } from './atomicFile';
import { isRunning, isSame, type Owner, ownerSchema, thisProcess } from './owner';

/**
 * A lock is a small file that names the process that holds it, such as `.lock` in the folder of a run. It holds no longer than its
 * process runs, so one that is left behind by a crash stands in nobody's way. It tells processes apart, not the parts of one:
 * whoever locks within a process keeps account of that there.
 */

/** Milliseconds after which a lock that nobody can read was not just being written. */
const WRITING_TIME = 5000;

/** `taken`: another process holds it. `unwritable`: nobody does, and none can be written there. */
export type Locked = 'held' | 'taken' | 'unwritable';

let last: Promise<unknown> = Promise.resolve();

/** Takes a lock for this process; one that it holds already is `held` again. Of all that try at once, one gets it. */
export function lock(file: string): Promise<Locked> {
  // Within a process one after another, for the steps of taking over below tell processes apart, not calls.
  const done = last.then(() => take(file));
  last = done.catch(() => undefined);
  return done;
}

/** Lets go of a lock; one that this process does not hold stays. */
export function unlock(file: string): void {
  try {
    if (isSame(readOwner(readFileSync(file, 'utf8')), thisProcess())) rmSync(file, { force: true });
  } catch {
    // Nothing to let go of; or a lock that cannot be removed, which ends with this process anyway.
  }
}

/** Whether a living process holds a lock. One that is just being written belongs to `other`. */
export async function holderOf(file: string): Promise<'nobody' | 'self' | 'other'> {
  const found = await look(file);
  return found === 'absent' || found === 'left' ? 'nobody' : found;
}

async function take(file: string): Promise<Locked> {
  const own = JSON.stringify(thisProcess());
  try {
    if ((await createFileAtomic(file, own)) === 'created') return 'held';
    const found = await look(file);
    if (found === 'self') return 'held';
    return found === 'other' ? 'taken' : await takeOver(file, own);
  } catch {
    const holder = await holderOf(file);
    if (holder === 'nobody') return 'unwritable';
    return holder === 'self' ? 'held' : 'taken';
  }
}

/**
 * Replaces the lock of a process that is gone. Two that found it at the same moment must not both do so, the second with the first
 * one's new lock; so whoever replaces a lock holds another one meanwhile, looks again, and leaves no moment without a lock.
 * That other one can be left behind by a crash as well, and is taken over in the same way.
 */
async function takeOver(file: string, own: string): Promise<Locked> {
  const replacing = `${file}.replacing`;
  const may = await take(replacing);
  if (may !== 'held') return may;
  try {
    const found = await look(file);
    if (found === 'self') return 'held';
    // Whoever was faster has it.
    if (found === 'other') return 'taken';
    if (found === 'absent') return (await createFileAtomic(file, own)) === 'created' ? 'held' : 'taken';
    await writeFileAtomic(file, own);
    return 'held';
  } finally {
    unlock(replacing);
  }
}

/** `left`: there is a lock, of a process that is gone. */
async function look(file: string): Promise<'absent' | 'left' | 'self' | 'other'> {
  let owner: Owner;
  try {
    owner = readOwner(await readFile(file, 'utf8'));
  } catch {
    const written = await stat(file).catch(() => undefined);
    if (!written) return 'absent';
    return Date.now() - written.mtimeMs < WRITING_TIME ? 'other' : 'left';
  }
  if (isSame(owner, thisProcess())) return 'self';
  return isRunning(owner) ? 'other' : 'left';
}

function readOwner(text: string): Owner {
  return ownerSchema.parse(JSON.parse(text));
}
