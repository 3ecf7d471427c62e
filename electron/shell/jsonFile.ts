import { readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';
import { writeFileAtomic } from '../../engine/project/atomicFile';

/** One small JSON document on disk, written whole; changes of this process come one after another. */
export interface JsonFile<T> {
  read(): Promise<T>;
  update(change: (old: T) => T): Promise<T>;
}

/** `empty` stands for a file that is not there yet. One that is not readable is put aside as `….broken` and reported. */
export function openJsonFile<T>(path: string, schema: z.ZodType<T>, empty: T, report: (error: unknown) => void): JsonFile<T> {
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<T> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return empty;
      throw error;
    }
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      report(new Error(`${path} was not readable and is put aside: ${(error as Error).message}`));
      await rename(path, `${path}.broken`);
      return empty;
    }
  }

  /** Never beside another one: two changes at once would each lose the other. */
  function inTurn<R>(work: () => Promise<R>): Promise<R> {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  }

  return {
    read: () => inTurn(load),
    update: (change) =>
      inTurn(async () => {
        const next = change(await load());
        await writeFileAtomic(path, `${JSON.stringify(next, null, 2)}\n`);
        return next;
      }),
  };
}
