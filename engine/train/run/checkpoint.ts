import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { StoredTensor } from '../../model/weights';
import { writeFileAtomic } from '../../project/atomicFile';

/** Everything a run needs to go on, or a model to be used. */
export interface Checkpoint {
  readonly epoch: number;
  readonly weights: readonly StoredTensor[];
  readonly optimiser: { readonly step: number; readonly slots: readonly StoredTensor[] };
  readonly patience: { readonly best: number | null; readonly epochsSince: number };
}

/** Generations kept beside the best one, in case the newest was cut off by a crash. */
const GENERATIONS = 2;

const storedFile = z.strictObject({ bytes: z.number().int(), sha256: z.string() });
const tensorList = z.array(z.strictObject({ name: z.string(), shape: z.array(z.number().int().min(0)) }));
const manifestSchema = z.strictObject({
  epoch: z.number().int().min(0),
  weights: tensorList,
  optimiser: z.strictObject({ step: z.number().int().min(0), slots: tensorList }),
  patience: z.strictObject({ best: z.number().nullable(), epochsSince: z.number().int() }),
  files: z.strictObject({ 'weights.bin': storedFile, 'optimiser.bin': storedFile }),
});

/** `epoch-12` or, for the best by validation loss, `best`. */
export type CheckpointName = 'best' | `epoch-${number}`;

/** Writes a checkpoint; its manifest comes last, so that one without a manifest never counts. */
export async function writeCheckpoint(folder: string, name: CheckpointName, checkpoint: Checkpoint): Promise<void> {
  const at = join(folder, 'checkpoints', name);
  await rm(join(at, 'manifest.json'), { force: true });
  const contents = { 'weights.bin': pack(checkpoint.weights), 'optimiser.bin': pack(checkpoint.optimiser.slots) };
  for (const [file, bytes] of Object.entries(contents)) await writeFileAtomic(join(at, file), bytes);
  const describeAll = (tensors: readonly StoredTensor[]) => tensors.map((tensor) => ({ name: tensor.name, shape: [...tensor.shape] }));
  const manifest: z.infer<typeof manifestSchema> = {
    epoch: checkpoint.epoch,
    weights: describeAll(checkpoint.weights),
    optimiser: { step: checkpoint.optimiser.step, slots: describeAll(checkpoint.optimiser.slots) },
    patience: { ...checkpoint.patience },
    files: { 'weights.bin': fileOf(contents['weights.bin']), 'optimiser.bin': fileOf(contents['optimiser.bin']) },
  };
  await writeFileAtomic(join(at, 'manifest.json'), JSON.stringify(manifest));
  if (name !== 'best') await prune(folder);
}

/** The newest whole checkpoint: of `best` and the generations, the one asked for, else the newest that is whole. */
export async function readCheckpoint(folder: string, wanted: 'best' | 'last'): Promise<Checkpoint | undefined> {
  const generations = await listGenerations(folder);
  const newestFirst = generations.reverse().map((epoch): CheckpointName => `epoch-${epoch}`);
  for (const name of wanted === 'best' ? (['best', ...newestFirst] as const) : newestFirst) {
    const checkpoint = await readOne(folder, name);
    if (checkpoint) return checkpoint;
  }
  return undefined;
}

/** Undefined where it is missing, cut off or changed. */
async function readOne(folder: string, name: CheckpointName): Promise<Checkpoint | undefined> {
  const at = join(folder, 'checkpoints', name);
  try {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(at, 'manifest.json'), 'utf8')));
    const read = async (file: 'weights.bin' | 'optimiser.bin') => {
      const bytes = await readFile(join(at, file));
      const found = fileOf(bytes);
      if (found.sha256 !== manifest.files[file].sha256) throw new Error(`${file} is not what was written.`);
      return bytes;
    };
    return {
      epoch: manifest.epoch,
      weights: unpack(await read('weights.bin'), manifest.weights),
      optimiser: { step: manifest.optimiser.step, slots: unpack(await read('optimiser.bin'), manifest.optimiser.slots) },
      patience: manifest.patience,
    };
  } catch {
    return undefined;
  }
}

async function listGenerations(folder: string): Promise<number[]> {
  const names = await readdir(join(folder, 'checkpoints')).catch(() => []);
  return names.flatMap((name) => (/^epoch-\d+$/.test(name) ? [Number(name.slice('epoch-'.length))] : [])).sort((a, b) => a - b);
}

export async function hasCheckpoint(folder: string): Promise<boolean> {
  const names = await readdir(join(folder, 'checkpoints')).catch(() => []);
  return names.length > 0;
}

async function prune(folder: string): Promise<void> {
  const old = (await listGenerations(folder)).slice(0, -GENERATIONS);
  for (const epoch of old) await rm(join(folder, 'checkpoints', `epoch-${epoch}`), { recursive: true, force: true });
}

function fileOf(bytes: Uint8Array): z.infer<typeof storedFile> {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Float32, little-endian, one tensor after the other. */
function pack(tensors: readonly StoredTensor[]): Uint8Array {
  const parts = tensors.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return Buffer.concat(parts);
}

function unpack(bytes: Uint8Array, tensors: z.infer<typeof tensorList>): StoredTensor[] {
  const aligned = bytes.slice();
  let offset = 0;
  return tensors.map(({ name, shape }) => {
    const length = shape.reduce((product, axis) => product * axis, 1);
    const values = new Float32Array(aligned.buffer, offset, length);
    offset += values.byteLength;
    return { name, shape, values };
  });
}
