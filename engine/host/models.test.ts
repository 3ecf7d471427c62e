import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tensorflow } from '../kernels/tensorflow';
import { runsFolder } from '../project/file';
import { wordProject } from '../train/testing/projects';
import { trainProject } from '../train/testing/run';
import { createModelShelf } from './models';
import { resultHandlers } from './results';

let folder = '';
const which = () => ({ projectPath: join(folder, 'words.unroll.json'), run: '2026-01-01T00-00-00-oak' });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-models-'));
  await trainProject(wordProject({ epochs: 1 }), { folder: join(runsFolder(which().projectPath), which().run) });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('who asks for a model that is in use gets one of their own; one is kept for the next', async () => {
  const shelf = createModelShelf();
  const before = tensorflow().memory().numTensors;
  const first = await shelf.use(which(), async (model) => {
    const second = await shelf.use(which(), async (other) => other);
    expect(second).not.toBe(model);
    return model;
  });
  const kept = tensorflow().memory().numTensors - before;
  expect(kept).toBeGreaterThan(0);
  expect(await shelf.use(which(), async (model) => model)).toBe(first);
  expect(tensorflow().memory().numTensors - before).toBe(kept);
});

test('a run is evaluated while a long text is being written', async () => {
  const { jobs } = resultHandlers();
  let isOver = false;
  const context = { isCancelled: () => isOver, tell: () => undefined };
  const settings = { seedText: 'to be', length: 100_000, temperature: 0, topK: null, seed: 1 };
  const written = jobs.generate({ ...which(), settings }, context);
  expect(await jobs.evaluate(which(), context)).toMatchObject({ is: 'classification' });
  isOver = true;
  expect((await written).tokens).toBeLessThan(100_000);
});
