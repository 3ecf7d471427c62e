import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { disk } from '../../project/testing/faultyDisk';
import type { TrainState } from '../state';
import { dropNewer, readCheckpoint, readFacts, writeCheckpoint } from './checkpoint';

vi.mock('node:fs/promises', async (original) => (await import('../../project/testing/faultyDisk')).faultyDisk(await original()));

const state = (step: number): TrainState => ({
  step,
  epoch: Math.floor(step / 10),
  batch: step % 10,
  seconds: 12.3,
  epochSeconds: 0.1 + 0.2,
  means: { samples: 64, loss: 1 / 3, metrics: [0.1, 7] },
  weights: [
    { name: 'gru-1/kernel', shape: [2, 3], values: Float32Array.from([1, 2, 3, 4, 5, step]) },
    { name: 'scale', shape: [], values: Float32Array.of(0.5) },
  ],
  slots: [{ name: 'gru-1/kernel/momentum', shape: [2, 3], values: new Float32Array(6).fill(step) }],
  carried: [{ name: 'gru-1/0', shape: [4, 1], values: new Float32Array(4).fill(-step) }],
  observers: { scores: { last: { loss: 0.25 }, best: null, epochsSince: 1 }, journal: null },
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-checkpoint-'));
});
afterEach(() => {
  disk.mend();
  return rm(folder, { recursive: true, force: true });
});

const file = (name: string, of: string) => join(folder, 'checkpoints', name, of);
const names = async () => (await readdir(join(folder, 'checkpoints'))).sort();

describe('checkpoints', () => {
  test('read back number by number', async () => {
    await writeCheckpoint(folder, 'step', state(33));
    expect((await readCheckpoint(folder, 'last')).state).toEqual({ ...state(33), from: 2 });
    expect((await readFacts(folder)).state).toMatchObject({ step: 33, epoch: 3, batch: 3, observers: { journal: null } });
  });

  test('two generations stay, and for each of them the best epoch it knows of', async () => {
    await writeCheckpoint(folder, 'best', state(10));
    for (const step of [10, 15]) await writeCheckpoint(folder, 'step', state(step));
    await writeCheckpoint(folder, 'best', state(20));
    await writeCheckpoint(folder, 'step', state(20));
    expect(await names()).toEqual(['best-10', 'best-20', 'step-15', 'step-20']);
    await writeCheckpoint(folder, 'step', state(30));
    expect(await names()).toEqual(['best-20', 'step-20', 'step-30']);
    expect((await readCheckpoint(folder, 'last')).state?.step).toBe(30);
    expect((await readCheckpoint(folder, 'best')).state?.step).toBe(20);
  });

  test('of the same step is written anew, as at the end of an epoch whose last batch was kept', async () => {
    await writeCheckpoint(folder, 'step', { ...state(10), epoch: 0, batch: 10 });
    await writeCheckpoint(folder, 'step', state(10));
    expect((await readCheckpoint(folder, 'last')).state).toMatchObject({ step: 10, epoch: 1, batch: 0 });
    expect(await names()).toEqual(['step-10']);
  });

  const flip = (at: number) => async (path: string) => {
    const bytes = await readFile(path);
    bytes[at] = (bytes[at] as number) ^ 1;
    await writeFile(path, bytes);
  };

  test.each([
    ['weights.bin', 'cut off', async (at: string) => writeFile(at, (await readFile(at)).subarray(0, 5)), 'is not what was written'],
    ['weights.bin', 'changed in one bit', flip(7), 'is not what was written'],
    ['optimiser.bin', 'changed in one bit', flip(0), 'is not what was written'],
    ['carried.bin', 'gone', (at: string) => rm(at), 'cannot be read (ENOENT)'],
    ['manifest.json', 'gone', (at: string) => rm(at), 'never written to its end'],
    ['manifest.json', 'cut off', async (at: string) => writeFile(at, (await readFile(at)).subarray(0, 50)), 'no whole JSON'],
    [
      'manifest.json',
      'of another step',
      async (at: string) => writeFile(at, (await readFile(at, 'utf8')).replace('"step":20', '"step":21')),
      'not what was written',
    ],
    [
      'manifest.json',
      'of a later version',
      async (at: string) => writeFile(at, (await readFile(at, 'utf8')).replace('"version":2', '"version":9')),
      'newer',
    ],
  ])('whose %s is %s give way to the generation before, and say so', async (of, _, spoil, why) => {
    await writeCheckpoint(folder, 'step', state(10));
    await writeCheckpoint(folder, 'step', state(20));
    await spoil(file('step-20', of));
    const { state: found, damage } = await readCheckpoint(folder, 'last');
    expect(found?.step).toBe(10);
    expect(damage).toContain('"step-20"');
    expect(damage).toContain(why);
  });

  test('that fail to be written, at whichever change of the disk, leave those before as they were', async () => {
    for (const kind of ['best', 'step'] as const) await writeCheckpoint(folder, kind, state(10));
    disk.mend();
    await writeCheckpoint(await mkdtemp(join(tmpdir(), 'unroll-checkpoint-')), 'step', state(20));
    const changes = disk.changes;
    expect(changes).toBeGreaterThan(8);
    for (const kind of ['best', 'step'] as const) {
      for (let failing = 1; failing <= changes; failing++) {
        disk.failFrom(failing, 'ENOSPC');
        await expect(writeCheckpoint(folder, kind, state(20))).rejects.toMatchObject({ code: 'ENOSPC' });
        disk.mend();
        expect(['step-10', 'step-20']).toContain(`step-${(await readCheckpoint(folder, 'last')).state?.step}`);
        expect([10, 20]).toContain((await readCheckpoint(folder, 'best')).state?.step);
        expect((await readCheckpoint(folder, 'best')).damage).toBeNull();
        expect((await names()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
        await dropNewer(folder, 10);
      }
    }
  });

  test('behind the state a run goes on from go, and so does what a crash left', async () => {
    for (const step of [10, 20]) await writeCheckpoint(folder, 'step', state(step));
    await writeCheckpoint(folder, 'best', state(20));
    await mkdir(join(folder, 'checkpoints', '.step-21.0123456789ab.tmp'));
    await dropNewer(folder, 10);
    expect(await names()).toEqual(['step-10']);
  });
});
