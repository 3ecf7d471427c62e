import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEvents } from '../testing/events';
import { createScalars, truncateScalars } from './scalars';

const persist = async (work: () => Promise<void>) => {
  await work();
  return true;
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-scalars-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Scalars ask nothing of the run. */
const refuse = () => {
  throw new Error('The state was asked for.');
};

/** What a run has written for TensorBoard after epoch 2, and 3 and 4 behind that. */
async function writeEpochs() {
  const scalars = createScalars(folder, persist);
  const moment = { snapshot: refuse, capture: refuse };
  const epoch = (number: number) => scalars.epoch?.({ epoch: number, metrics: { loss: 1 / number }, seconds: 1 }, moment);
  [1, 2].forEach(epoch);
  const slice = await scalars.slice?.();
  [3, 4].forEach(epoch);
  await scalars.slice?.();
  await scalars.close?.();
  expect(await readEvents(folder)).toEqual(['loss 1', 'loss 2', 'loss 3', 'loss 4']);
  return slice;
}

test('what was written behind a state goes, in files that it does not know too', async () => {
  const slice = await writeEpochs();
  await writeFile(join(folder, 'events.out.tfevents.9999999999.later'), 'what a crash left');
  expect(await truncateScalars(folder, slice)).toBe(true);
  expect(await readEvents(folder)).toEqual(['loss 1', 'loss 2']);
});

test('all goes where it is not known how far was written, and the epochs are written again', async () => {
  await writeEpochs();
  expect(await truncateScalars(folder, undefined)).toBe(false);
  expect(await readEvents(folder)).toEqual([]);
  const again = createScalars(folder, persist);
  again.repeat([
    { epoch: 1, metrics: { loss: 1, val_loss: null }, seconds: 1 },
    { epoch: 2, metrics: { loss: 0.5, val_loss: 2 }, seconds: 1 },
  ]);
  await again.slice?.();
  await again.close?.();
  expect(await readEvents(folder)).toEqual(['loss 1', 'loss 2', 'val_loss 2']);
});
