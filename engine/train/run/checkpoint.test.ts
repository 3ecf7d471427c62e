import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint';

const checkpoint = (epoch: number): Checkpoint => ({
  epoch,
  weights: [
    { name: 'lstm-1/kernel', shape: [2, 3], values: Float32Array.from([1, 2, 3, 4, 5, epoch]) },
    { name: 'scale', shape: [], values: Float32Array.of(0.5) },
  ],
  optimiser: { step: 10 * epoch, slots: [{ name: 'lstm-1/kernel/momentum', shape: [2, 3], values: new Float32Array(6).fill(epoch) }] },
  patience: { best: 0.25, epochsSince: 1 },
});

describe('checkpoints', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unroll-checkpoint-'));
  });
  const file = (name: string, of: string) => join(folder, 'checkpoints', name, of);

  test('read back number by number', async () => {
    await writeCheckpoint(folder, 'epoch-3', checkpoint(3));
    expect(await readCheckpoint(folder, 'last')).toEqual(checkpoint(3));
  });

  test('two generations stay, and the best beside them', async () => {
    await writeCheckpoint(folder, 'best', checkpoint(1));
    for (const epoch of [1, 2, 3, 10]) await writeCheckpoint(folder, `epoch-${epoch}`, checkpoint(epoch));
    expect((await readdir(join(folder, 'checkpoints'))).sort()).toEqual(['best', 'epoch-10', 'epoch-3']);
    expect((await readCheckpoint(folder, 'last'))?.epoch).toBe(10);
    expect((await readCheckpoint(folder, 'best'))?.epoch).toBe(1);
  });

  test.each([
    ['cut off', async (at: string) => writeFile(at, (await readFile(at)).subarray(0, 5))],
    [
      'changed in one byte',
      async (at: string) =>
        writeFile(
          at,
          (await readFile(at)).map((byte, i) => (i === 7 ? byte ^ 1 : byte)),
        ),
    ],
    ['gone', (at: string) => rm(at)],
  ])('where the newest is %s, the one before it counts', async (_, spoil) => {
    await writeCheckpoint(folder, 'epoch-1', checkpoint(1));
    await writeCheckpoint(folder, 'epoch-2', checkpoint(2));
    await spoil(file('epoch-2', 'weights.bin'));
    expect((await readCheckpoint(folder, 'last'))?.epoch).toBe(1);
  });

  test('one without a manifest does not count', async () => {
    await writeCheckpoint(folder, 'epoch-1', checkpoint(1));
    await rm(file('epoch-1', 'manifest.json'));
    expect(await readCheckpoint(folder, 'last')).toBeUndefined();
  });
});
