import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { StoredTensor } from '../../model/weights';
import { syncFolder } from '../../project/atomicFile';
import { isWhole, seal } from '../../project/sealed';
import { type Migrated, migrate } from '../../project/versions/migrate';
import type { TrainState } from '../state';
import { checkpointVersions } from './versions/checkpoint';

// `checkpoints/step-120` holds the state of a run after its 120th batch, `checkpoints/best-96` that of its best epoch. Each is made in
// a folder of another name and renamed when it is whole, and goes only when its successor is whole.

/** Generations of each kind that are kept, in case the newest is found damaged. */
const GENERATIONS = 2;

const count = z.number().int().min(0);
const storedFile = z.strictObject({ bytes: count, sha256: z.string() });
const tensorList = z.array(z.strictObject({ name: z.string(), shape: z.array(count) }));

/** Tensors of a state, and the file that each list of them stands in. */
const FILES = { weights: 'weights.bin', slots: 'optimiser.bin', carried: 'carried.bin' } as const;
type ListName = keyof typeof FILES;
const LISTS = Object.keys(FILES) as ListName[];

const manifestSchema = z.strictObject({
  format: z.literal('unroll-checkpoint'),
  version: z.literal(2),
  step: count,
  epoch: count,
  batch: count,
  seconds: z.number(),
  epochSeconds: z.number(),
  means: z.strictObject({ samples: count, loss: z.number(), metrics: z.array(z.number()) }),
  observers: z.record(z.string(), z.json()),
  tensors: z.strictObject({ weights: tensorList, slots: tensorList, carried: tensorList }),
  files: z.strictObject({ weights: storedFile, slots: storedFile, carried: storedFile }),
  /** Version 1 had none. */
  checksum: z.string().optional(),
});

type Manifest = z.infer<typeof manifestSchema>;

export type CheckpointKind = 'step' | 'best';

/** What a checkpoint says beside its tensors. */
export type StateFacts = Omit<Manifest, 'format' | 'version' | 'tensors' | 'files' | 'checksum'> & {
  /** The version of the program's documents that wrote it. */
  readonly from: number;
};

/** A state as it was read. */
export type StoredState = TrainState & Pick<StateFacts, 'from'>;

/** Writes a state, then lets go of what came before the last generations. */
export async function writeCheckpoint(folder: string, kind: CheckpointKind, state: TrainState): Promise<void> {
  const checkpoints = join(folder, 'checkpoints');
  const name = `${kind}-${state.step}`;
  const temporary = join(checkpoints, `.${name}.${randomBytes(6).toString('hex')}.tmp`);
  // Not the run's own folder: a run that somebody removed does not come back as a shell of itself.
  await mkdir(checkpoints).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await mkdir(temporary);
  try {
    const { weights, slots, carried, ...facts } = state;
    const bytes = { weights: pack(weights), slots: pack(slots), carried: pack(carried) };
    const manifest: Manifest = seal({
      format: 'unroll-checkpoint' as const,
      version: 2 as const,
      ...facts,
      means: { ...facts.means, metrics: [...facts.means.metrics] },
      observers: facts.observers as Manifest['observers'],
      tensors: { weights: describeAll(weights), slots: describeAll(slots), carried: describeAll(carried) },
      files: { weights: fileOf(bytes.weights), slots: fileOf(bytes.slots), carried: fileOf(bytes.carried) },
    });
    for (const list of LISTS) await writeWhole(join(temporary, FILES[list]), bytes[list]);
    await writeWhole(join(temporary, 'manifest.json'), Buffer.from(JSON.stringify(manifest)));
    await syncFolder(temporary);
    await replaceFolder(temporary, join(checkpoints, name));
    await syncFolder(checkpoints);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  if (kind === 'step') await prune(checkpoints);
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    let written = 0;
    while (written < bytes.length) written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
    await file.sync();
  } finally {
    await file.close();
  }
}

/** In place of an older one of the same step, which is a damaged one or the same. */
async function replaceFolder(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM') throw error;
    const aside = `${from}.old`;
    await rename(to, aside);
    await rename(from, to);
    await rm(aside, { recursive: true, force: true });
  }
}

/** A checkpoint that was looked for: the state, and why newer ones could not be taken. */
export interface Found<T> {
  readonly state: T | undefined;
  /** The newest one's flaw, in a sentence. */
  readonly damage: string | null;
}

/** The newest whole state of a run; with `best` that of its best epoch, where one is kept. */
export async function readCheckpoint(folder: string, wanted: 'best' | 'last'): Promise<Found<StoredState>> {
  return findNewest(folder, wanted, async (at, { manifest, facts }) => {
    const [weights, slots, carried] = await Promise.all(LISTS.map((list) => readTensors(at, manifest, list)));
    return { ...facts, weights: weights ?? [], slots: slots ?? [], carried: carried ?? [] };
  });
}

/** The same without its tensors, for lists of runs. */
export async function readFacts(folder: string): Promise<Found<StateFacts>> {
  return findNewest(folder, 'last', async (_, { facts }) => facts);
}

interface Opened {
  readonly manifest: Manifest;
  readonly facts: StateFacts;
}

async function findNewest<T>(folder: string, wanted: 'best' | 'last', read: (at: string, opened: Opened) => Promise<T>): Promise<Found<T>> {
  const checkpoints = join(folder, 'checkpoints');
  let damage: string | null = null;
  for (const name of await newestFirst(checkpoints, wanted)) {
    try {
      const at = join(checkpoints, name);
      return { state: await read(at, await openManifest(at)), damage };
    } catch (error) {
      damage ??= `The checkpoint "${name}" cannot be read: ${(error as Error).message}`;
    }
  }
  return { state: undefined, damage };
}

async function openManifest(at: string): Promise<Opened> {
  const value = parseManifest(await readFile(join(at, 'manifest.json'), 'utf8').catch(refuseMissing));
  const migrated: Migrated = migrate(value, checkpointVersions);
  if (migrated.is === 'refused') throw new Error(migrated.text);
  if (migrated.from > 1 && !isWhole(value as object)) throw new Error('its manifest is not what was written.');
  const parsed = manifestSchema.safeParse(migrated.value);
  if (!parsed.success) throw new Error('its manifest has not the form of one.');
  const { format: _, version: __, tensors: ___, files: ____, checksum: _____, ...facts } = parsed.data;
  return { manifest: parsed.data, facts: { ...facts, from: migrated.from } };
}

function parseManifest(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('its manifest is no whole JSON.');
  }
}

function refuseMissing(error: NodeJS.ErrnoException): never {
  throw new Error(
    error.code === 'ENOENT' ? 'it was never written to its end.' : `its manifest cannot be read (${error.code ?? error.message}).`,
  );
}

async function readTensors(at: string, { files, tensors }: Manifest, list: ListName): Promise<StoredTensor[]> {
  const wanted = files[list];
  if (wanted.bytes === 0 && tensors[list].length === 0) return [];
  const bytes = await readFile(join(at, FILES[list])).catch(({ code }: NodeJS.ErrnoException) => {
    throw new Error(`${FILES[list]} cannot be read (${code}).`);
  });
  if (fileOf(bytes).sha256 !== wanted.sha256) throw new Error(`${FILES[list]} is not what was written.`);
  return unpack(bytes, tensors[list]);
}

/** Names of checkpoints, newest first: by step; those of version 1, named by epoch, are older than all others. */
async function newestFirst(checkpoints: string, wanted: 'best' | 'last'): Promise<string[]> {
  const names = await namesIn(checkpoints);
  const [steps, bests] = [newestOf(names, 'step'), newestOf(names, 'best')];
  const old = newestOf(names, 'epoch');
  const last = [...steps, ...old];
  return wanted === 'last' ? last : [...bests, ...names.filter((name) => name === 'best'), ...last];
}

function newestOf(names: readonly string[], kind: CheckpointKind | 'epoch'): string[] {
  const of = (name: string) => Number(name.slice(kind.length + 1));
  return names.filter((name) => name.startsWith(`${kind}-`) && /^\d+$/.test(name.slice(kind.length + 1))).sort((a, b) => of(b) - of(a));
}

async function namesIn(checkpoints: string): Promise<string[]> {
  return readdir(checkpoints).catch(() => []);
}

/** Removes what a run has behind the state that it goes on from, and what a crash left half written. */
export async function dropNewer(folder: string, step: number): Promise<void> {
  const checkpoints = join(folder, 'checkpoints');
  for (const name of await namesIn(checkpoints)) {
    const found = /^(?:step|best)-(\d+)$/.exec(name);
    if (name.endsWith('.tmp') || name.endsWith('.old') || (found && Number(found[1]) > step)) await remove(checkpoints, name);
  }
}

/** Keeps the last generations, and for each of them the best epoch it knows of. */
async function prune(checkpoints: string): Promise<void> {
  const names = await namesIn(checkpoints);
  const generations = [...newestOf(names, 'step'), ...newestOf(names, 'epoch')];
  const kept = generations.slice(0, GENERATIONS);
  const bests = [...newestOf(names, 'best'), ...names.filter((name) => name === 'best')];
  const needed = new Set(kept.map((generation) => bests.find((best) => isKnownTo(generation, best))));
  const old = [...generations.slice(GENERATIONS), ...bests.filter((best) => !needed.has(best))];
  for (const name of old) await remove(checkpoints, name);
}

/** Whether the best epoch `best` was behind the run at `generation`; one of version 1 was, whatever followed it. */
function isKnownTo(generation: string, best: string): boolean {
  if (best === 'best') return true;
  return generation.startsWith('step-') && stepOf(best) <= stepOf(generation);
}

function stepOf(name: string): number {
  return Number(name.slice(name.indexOf('-') + 1));
}

/** At once for whoever looks, though its files go one by one. */
async function remove(checkpoints: string, name: string): Promise<void> {
  const aside = join(checkpoints, `.${name}.${randomBytes(6).toString('hex')}.old`);
  await rename(join(checkpoints, name), aside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rm(aside, { recursive: true, force: true });
}

function describeAll(tensors: readonly StoredTensor[]) {
  return tensors.map(({ name, shape }) => ({ name, shape: [...shape] }));
}

function fileOf(bytes: Uint8Array): z.infer<typeof storedFile> {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Float32, little-endian, one tensor after the other. */
function pack(tensors: readonly StoredTensor[]): Uint8Array {
  return Buffer.concat(tensors.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)));
}

function unpack(bytes: Uint8Array, tensors: z.infer<typeof tensorList>): StoredTensor[] {
  // A copy: a Buffer may begin anywhere in memory that it shares with others.
  const aligned = Uint8Array.from(bytes);
  let offset = 0;
  const unpacked = tensors.map(({ name, shape }) => {
    const length = shape.reduce((product, axis) => product * axis, 1);
    if (offset + length * 4 > aligned.byteLength) throw new Error('its files are shorter than its manifest says.');
    const values = new Float32Array(aligned.buffer, offset, length);
    offset += values.byteLength;
    return { name, shape, values };
  });
  if (offset !== aligned.byteLength) throw new Error('its files are longer than its manifest says.');
  return unpacked;
}
