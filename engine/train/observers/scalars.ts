import { readdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { EpochRecord } from '../../api/training';
import type { Observer } from '../observer';
import type { Persist } from '../persist';
import { createScalarLog } from '../run/scalars';
import type { Json } from '../state';

/** Event files of a run and how far each was written, in bytes. */
const filesSchema = z.array(z.strictObject({ name: z.string().regex(/^events\.out\.tfevents[\w.-]*$/), bytes: z.number().int().min(0) }));
type EventFiles = z.infer<typeof filesSchema>;

/** Writes what each epoch came to for TensorBoard. */
export function createScalars(folder: string, persist: Persist): Observer & { repeat(epochs: readonly EpochRecord[]): void } {
  const log = createScalarLog(folder);
  const write = async () => {
    if (log.isWaiting()) await persist(log.flush);
  };
  return {
    name: 'scalars',
    async slice() {
      await write();
      let files: EventFiles = [];
      await persist(async () => {
        files = await eventFiles(folder);
      });
      return files;
    },
    epoch({ epoch, metrics }) {
      log.write(metrics, epoch);
      return undefined;
    },
    repeat(epochs) {
      for (const { epoch, metrics } of epochs) {
        const measured = Object.entries(metrics).filter((entry): entry is [string, number] => entry[1] !== null);
        log.write(Object.fromEntries(measured), epoch);
      }
    },
    end: write,
    close: log.close,
  };
}

/**
 * Takes away what was written for TensorBoard behind a state. → whether the epochs before it still stand there; version 1 did not note
 * how far it had written, so there all is taken away.
 */
export async function truncateScalars(folder: string, slice: Json | undefined): Promise<boolean> {
  const known = slice === undefined || slice === null ? undefined : filesSchema.parse(slice);
  for (const { name, bytes } of await eventFiles(folder)) {
    const wanted = known?.find((file) => file.name === name);
    if (!wanted) await rm(join(folder, name), { force: true });
    else if (bytes > wanted.bytes) await truncate(join(folder, name), wanted.bytes);
  }
  return known !== undefined;
}

async function eventFiles(folder: string): Promise<EventFiles> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('events.out.tfevents')).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })));
}
