import { createHash } from 'node:crypto';
import { readFile, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type BatchRecord, batchRecord, type EpochRecord, epochRecord } from '../../api/training';
import { writeFileAtomic } from '../../project/atomicFile';
import { originalPath } from '../../project/versions/original';
import type { Json } from '../state';
import { openPlaced } from './placedFile';

/** How long lines may wait before they are written, in milliseconds. */
const FLUSH_EVERY = 1000;

/**
 * The lines a run writes as it goes, one JSON object each. A line ends with `sum`, a checksum over itself and the sum of the line
 * before, so that a changed digit and a missing line are both noticed.
 */
export const JOURNAL_FILES = { metrics: 'metrics.jsonl', batches: 'batches.jsonl' } as const;
type Name = keyof typeof JOURNAL_FILES;

/** How far a file was written: its length in bytes, and the sum of its last line. */
const mark = z.strictObject({ bytes: z.number().int().min(0), sum: z.string() });
export const marksSchema = z.strictObject({ metrics: mark, batches: mark });
type Mark = z.infer<typeof mark>;
export type Marks = z.infer<typeof marksSchema>;

const nothing: Mark = { bytes: 0, sum: '' };
const noMarks: Marks = { metrics: nothing, batches: nothing };

export interface Journal {
  epoch(record: EpochRecord): void;
  batch(record: BatchRecord): void;
  /** Whether lines have waited long enough. */
  isDue(): boolean;
  /** Writes what waits. What could not be written goes on waiting. */
  flush(): Promise<void>;
  /** How far it was written. */
  marks(): Marks;
  /** Lets go of the files; what waits is lost. */
  close(): Promise<void>;
}

/** Goes on behind `from`, or begins anew. */
export function createJournal(folder: string, from: Marks = noMarks): Journal {
  const files = {
    metrics: createLines(join(folder, JOURNAL_FILES.metrics), from.metrics),
    batches: createLines(join(folder, JOURNAL_FILES.batches), from.batches),
  };
  let last = performance.now();
  return {
    epoch: (record) => files.metrics.add(record),
    batch: (record) => files.batches.add(record),
    isDue: () => performance.now() - last >= FLUSH_EVERY,
    async flush() {
      last = performance.now();
      await files.metrics.flush();
      await files.batches.flush();
    },
    marks: () => ({ metrics: files.metrics.mark(), batches: files.batches.mark() }),
    async close() {
      await files.metrics.close();
      await files.batches.close();
    },
  };
}

function createLines(path: string, from: Mark) {
  const file = openPlaced(path, from.bytes);
  let marked = from;
  let { sum } = from;
  return {
    add(record: object) {
      const text = JSON.stringify(record);
      sum = sumOf(sum, text);
      file.add(Buffer.from(lineOf(text, sum)));
    },
    async flush() {
      const upTo = sum;
      await file.flush();
      marked = { bytes: file.written(), sum: upTo };
    },
    mark: () => marked,
    close: file.close,
  };
}

/** A line with its sum at its end. */
function lineOf(text: string, sum: string): string {
  return `${text.slice(0, -1)},"sum":"${sum}"}\n`;
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Of a line, from its text without the sum and the sum of the line before: 64 bits of SHA-256. */
function sumOf(before: string, text: string): string {
  return createHash('sha256').update(before).update(text).digest('hex').slice(0, 16);
}

export interface Written {
  readonly epochs: EpochRecord[];
  readonly batches: BatchRecord[];
  /** What of it cannot be read, in a sentence; null where all can. */
  readonly damage: string | null;
}

/**
 * What a run has written. A line that a crash cut off at the end is left out; others that are not as they were written are told.
 * `version`: reads what stands kept as of an earlier one, where it is.
 */
export async function readJournal(folder: string, kept?: { readonly version: number }): Promise<Written> {
  const epochs = await readLines(folder, 'metrics', epochRecord, kept);
  const batches = await readLines(folder, 'batches', batchRecord, kept);
  return { epochs: epochs.records, batches: batches.records, damage: [...epochs.damage, ...batches.damage][0] ?? null };
}

/** Writes journals whole, in place of those that stand there. → how far they are written. */
export async function writeJournal(folder: string, { epochs, batches }: Omit<Written, 'damage'>): Promise<Marks> {
  const write = async (name: Name, records: readonly object[]): Promise<Mark> => {
    let sum = '';
    let text = '';
    for (const record of records) {
      const line = JSON.stringify(record);
      sum = sumOf(sum, line);
      text += lineOf(line, sum);
    }
    await writeFileAtomic(join(folder, JOURNAL_FILES[name]), text);
    return { bytes: Buffer.byteLength(text), sum };
  };
  return { metrics: await write('metrics', epochs), batches: await write('batches', batches) };
}

/** The epochs alone, for who needs no batches. */
export async function readEpochs(folder: string): Promise<Pick<Written, 'epochs' | 'damage'>> {
  const { records, damage } = await readLines(folder, 'metrics', epochRecord);
  return { epochs: records, damage: damage[0] ?? null };
}

interface Lines<T> {
  readonly records: T[];
  readonly damage: string[];
}

async function readLines<T>(folder: string, name: Name, schema: z.ZodType<T>, kept?: { readonly version: number }): Promise<Lines<T>> {
  const path = join(folder, JOURNAL_FILES[name]);
  const original = kept && originalPath(path, kept.version);
  let text: string;
  try {
    text = await readFile(original !== undefined && (await isThere(original)) ? original : path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { records: [], damage: code === 'ENOENT' ? [] : [`${JOURNAL_FILES[name]} of this run cannot be read (${code ?? message}).`] };
  }
  const lines = text.split('\n');
  // Behind the last line end stands nothing, or what a crash cut off.
  lines.pop();
  const found: Lines<T> = { records: [], damage: [] };
  let before: string | undefined = '';
  // Version 1 wrote no sums; behind a line that has one, all have.
  let hasSums = false;
  lines.forEach((line, i) => {
    const read = readLine(line, { before, hasSums }, schema);
    before = read.sum;
    hasSums ||= Boolean(read.sum);
    if (read.record !== undefined) found.records.push(read.record);
    if (read.flaw !== undefined) found.damage.push(`${JOURNAL_FILES[name]} of this run is damaged: line ${i + 1} ${read.flaw}.`);
  });
  return found;
}

/** before: the sum of the line before; undefined where that cannot be known. */
function readLine<T>(
  line: string,
  { before, hasSums }: { before: string | undefined; hasSums: boolean },
  schema: z.ZodType<T>,
): { record?: T; sum: string | undefined; flaw?: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { sum: undefined, flaw: 'is no whole JSON and is left out' };
  }
  const [text, sum] = withoutSum(line);
  const { sum: _, ...fields } = (typeof value === 'object' && value !== null ? value : {}) as { sum?: unknown };
  const record = schema.safeParse(fields);
  if (!record.success) return { sum, flaw: 'is no record and is left out' };
  if (sum === undefined) return hasSums ? { sum, flaw: 'has no checksum and is left out' } : { record: record.data, sum: '' };
  if (before === undefined || sumOf(before, text) === sum) return { record: record.data, sum };
  return { sum, flaw: 'is not what was written, or the line before it is missing; it is left out' };
}

/** A line as it was before its sum was put in, and the sum. */
function withoutSum(line: string): [text: string, sum: string | undefined] {
  const found = /,"sum":"([0-9a-f]{16})"\}$/.exec(line);
  return found ? [`${line.slice(0, found.index)}}`, found[1]] : [line, undefined];
}

/** Where the journal goes on, and whether lines that a state knows of are lost. */
export interface Truncated {
  readonly marks: Marks;
  readonly isShorter: boolean;
}

/** Takes away what a run wrote behind the state it goes on from. Where lines are lost it goes on behind those that are left. */
export async function truncateJournal(folder: string, marks: Marks): Promise<Truncated> {
  const cut = async (name: Name): Promise<Mark> => {
    const path = join(folder, JOURNAL_FILES[name]);
    const bytes = await endOf(path, marks[name].bytes);
    if (bytes !== undefined) await truncate(path, bytes);
    return bytes === marks[name].bytes ? marks[name] : { bytes: bytes ?? 0, sum: bytes ? await lastSum(path) : '' };
  };
  const cuts = { metrics: await cut('metrics'), batches: await cut('batches') };
  const isShorter = cuts.metrics.bytes < marks.metrics.bytes || cuts.batches.bytes < marks.batches.bytes;
  return { marks: cuts, isShorter };
}

/** The sum of a file's last line; empty where it has none. */
async function lastSum(path: string): Promise<string> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return withoutSum(lines.at(-2) ?? '')[1] ?? '';
}

/** Whether a run's journals are as long as its newest state knows them to be. */
export async function isJournalWhole(folder: string, marks: Marks): Promise<boolean> {
  for (const name of ['metrics', 'batches'] as const) {
    const found = await stat(join(folder, JOURNAL_FILES[name])).catch(() => undefined);
    if ((found?.size ?? 0) < marks[name].bytes) return false;
  }
  return true;
}

/** `wanted`, or in a file that is shorter the end of its last whole line; undefined without a file. */
async function endOf(path: string, wanted: number): Promise<number | undefined> {
  try {
    const { size } = await stat(path);
    return size >= wanted ? wanted : (await readFile(path)).lastIndexOf('\n') + 1;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What a checkpoint says of it; undefined for one of version 1. */
export function marksOf(slice: Json | undefined): Marks | undefined {
  return slice === undefined || slice === null ? undefined : marksSchema.parse(slice);
}
