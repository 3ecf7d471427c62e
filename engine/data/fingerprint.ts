import { createHash } from 'node:crypto';
import type { Arrangement } from './arrangement';
import type { Pipeline } from './pipeline';

const known = new WeakMap<object, string>();

/**
 * SHA-256 of the numbers that samples are gathered from: `run.json` keeps it. It tells data apart that were scaled or encoded by one
 * pipeline. Two files that taught a pipeline each may share it: one in metres and one in feet are the same once both are scaled.
 */
export function fingerprint(arrangement: Pick<Arrangement, 'input' | 'target'>): string {
  const before = known.get(arrangement);
  if (before !== undefined) return before;
  const hash = createHash('sha256');
  for (const { cells } of [arrangement.input, arrangement.target]) {
    hash.update(new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength));
  }
  const found = hash.digest('hex');
  known.set(arrangement, found);
  return found;
}

/**
 * SHA-256 of prepared data as a whole: their numbers and what was learned from them, so that it tells any two files apart without a
 * pipeline in common. Takes what `run.json` keeps of its data, of every version.
 */
export function preparedFingerprint({ fingerprint, pipeline }: { fingerprint: string; pipeline: Pipeline }): string {
  return createHash('sha256')
    .update(`${fingerprint} ${JSON.stringify(pipeline, sorted)}`)
    .digest('hex');
}

/** Keys in one order: a pipeline that was read from a file may have another one than a pipeline that was just made. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
