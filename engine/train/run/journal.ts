import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchRecord, EpochRecord } from '../../api/training';
import { writeFileAtomic } from '../../project/atomicFile';

/** How long lines may wait before they are written, in milliseconds. */
const FLUSH_EVERY = 1000;

/** The lines a run writes as it goes: `metrics.jsonl`, one an epoch, and `batches.jsonl`, one a batch. */
export interface Journal {
  epoch(record: EpochRecord): void;
  batch(record: BatchRecord): void;
  /** Writes what waits. */
  flush(): Promise<void>;
}

export function createJournal(folder: string): Journal {
  const waiting = { 'metrics.jsonl': '', 'batches.jsonl': '' };
  let last = Date.now();
  let writing: Promise<void> = Promise.resolve();
  const flush = () => {
    last = Date.now();
    const lines = { ...waiting };
    waiting['metrics.jsonl'] = '';
    waiting['batches.jsonl'] = '';
    writing = writing.then(async () => {
      for (const [file, text] of Object.entries(lines)) if (text) await appendFile(join(folder, file), text);
    });
    return writing;
  };
  const add = (file: keyof typeof waiting, record: object) => {
    waiting[file] += `${JSON.stringify(record)}\n`;
    if (Date.now() - last > FLUSH_EVERY) void flush();
  };
  return { epoch: (record) => add('metrics.jsonl', record), batch: (record) => add('batches.jsonl', record), flush };
}

/** What a run has written; a line cut off by a crash is left out. */
export async function readJournal(folder: string): Promise<{ epochs: EpochRecord[]; batches: BatchRecord[] }> {
  return {
    epochs: await readLines<EpochRecord>(join(folder, 'metrics.jsonl')),
    batches: await readLines<BatchRecord>(join(folder, 'batches.jsonl')),
  };
}

async function readLines<T>(path: string): Promise<T[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return line ? [JSON.parse(line) as T] : [];
    } catch {
      return [];
    }
  });
}

/** Takes away what a run wrote after the checkpoint it goes on from. */
export async function truncateJournal(folder: string, { epoch, step }: { epoch: number; step: number }): Promise<void> {
  const { epochs, batches } = await readJournal(folder);
  const write = (file: string, records: readonly object[]) =>
    writeFileAtomic(join(folder, file), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  await write(
    'metrics.jsonl',
    epochs.filter((record) => record.epoch <= epoch),
  );
  await write(
    'batches.jsonl',
    batches.filter((record) => record.step <= step),
  );
}
