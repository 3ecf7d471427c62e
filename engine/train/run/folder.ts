import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runLock } from '../../project/file';
import { holderOf, lock, unlock } from '../../project/lock';
import { nameRun } from './name';

/** A run's folder that this process alone writes into. */
export interface RunFolder {
  readonly run: string;
  readonly folder: string;
  /** Lets others have it. */
  release(): Promise<void>;
  /** Takes it away with all that is in it. */
  remove(): Promise<void>;
}

/** Makes the folder of a new run below `runs`, under a name that no other run has, whoever else makes one at the same moment. */
export async function createRunFolder(runs: string, now: () => Date = () => new Date()): Promise<RunFolder> {
  await mkdir(runs, { recursive: true });
  const taken = await listRuns(runs);
  for (;;) {
    const run = nameRun(now(), taken);
    try {
      await mkdir(join(runs, run));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || taken.includes(run)) {
        await removeEmpty(runs);
        throw error;
      }
      taken.push(run);
      continue;
    }
    return claimed(join(runs, run), run);
  }
}

/** Takes the folder of a run that is to go on; undefined where another process trains into it. */
export async function takeRunFolder(folder: string, run: string): Promise<RunFolder | undefined> {
  if ((await lock(runLock(folder))) === 'taken') return undefined;
  return owned(folder, run);
}

async function claimed(folder: string, run: string): Promise<RunFolder> {
  const own = owned(folder, run);
  try {
    await lock(runLock(folder));
    return own;
  } catch (error) {
    await own.remove();
    throw error;
  }
}

/** A folder that was made for a run that came to nothing; one that holds others stays. */
async function removeEmpty(runs: string): Promise<void> {
  await rmdir(runs).catch(() => undefined);
}

function owned(folder: string, run: string): RunFolder {
  return {
    run,
    folder,
    release: async () => unlock(runLock(folder)),
    async remove() {
      await rm(folder, { recursive: true, force: true });
      await removeEmpty(dirname(folder));
    },
  };
}

/** Every run below `runs`, newest first. */
export async function listRuns(runs: string): Promise<string[]> {
  const names = await readdir(runs).catch(() => []);
  return names
    .filter((name) => /^\d{4}-[\w-]{1,75}$/.test(name))
    .sort()
    .reverse();
}

/** The living process that trains into a run's folder: this one, another, or none. */
export function holderOfRun(folder: string): ReturnType<typeof holderOf> {
  return holderOf(runLock(folder));
}

export async function isHeld(folder: string): Promise<boolean> {
  return (await holderOfRun(folder)) !== 'nobody';
}

/** Removes what a crash left half written in a run's folder. */
export async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (name.endsWith('.tmp')) await rm(join(folder, name), { recursive: true, force: true });
}
