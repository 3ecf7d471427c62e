import { readdir, stat } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { tensorflow } from '../kernels/tensorflow';
import { chain } from '../nodes/testing/graphs';
import { OPTIMISERS } from '../project';
import { createControl } from './control';
import { readCheckpoint } from './run/checkpoint';
import { readJournal } from './run/journal';
import { readRecord } from './run/record';
import { keptOf } from './testing/kept';
import { seriesProject, wordProject } from './testing/projects';
import { trainProject } from './testing/run';

const lossesOf = async (folder: string) => (await readJournal(folder)).epochs.map(({ metrics }) => metrics.loss);

describe('a training run', () => {
  test('leaves its project, its metrics, whole checkpoints and event files behind', async () => {
    const { folder, summary } = await trainProject(wordProject());
    expect(summary).toMatchObject({ state: 'finished', epochs: 4, architecture: 'LSTM 6', optimiser: 'adam', hasCheckpoint: true });
    expect(await readRecord(folder)).toMatchObject({ is: 'record', record: { project: wordProject() } });
    expect(await lossesOf(folder)).toHaveLength(4);
    expect((await readCheckpoint(folder, 'last')).state).toMatchObject({ epoch: 4, batch: 0 });
    expect((await readdir(folder)).some((name) => name.startsWith('events.out.tfevents'))).toBe(true);
  });

  test('gives the same losses and weights bit for bit from the same seed, and others from another', async () => {
    const project = wordProject({ epochs: 3 }, { dropout: 0.3, recurrentDropout: 0.3 });
    const [a, b] = [await trainProject(project), await trainProject(project)];
    expect(await lossesOf(a.folder)).toEqual(await lossesOf(b.folder));
    const weights = async (folder: string) => (await readCheckpoint(folder, 'last')).state?.weights;
    expect(await weights(a.folder)).toEqual(await weights(b.folder));
    const other = await trainProject({ ...project, seed: 6 });
    expect(await lossesOf(other.folder)).not.toEqual(await lossesOf(a.folder));
  });

  test.each(Object.values(OPTIMISERS))('stopped inside an epoch and resumed, $is ends where one without a stop ends', async (optimiser) => {
    const project = wordProject({ epochs: 3, optimiser }, { dropout: 0.2 });
    const wanted = await keptOf((await trainProject(project)).folder);
    const control = createControl();
    const { folder, summary } = await trainProject(project, {
      control,
      watch: {
        batch: ({ epoch, batch }) => {
          if (epoch === 2 && batch === 2) control.stop();
          return undefined;
        },
      },
    });
    expect(summary).toMatchObject({ state: 'stopped', epochs: 1, batch: 2 });
    await trainProject(project, { folder, resume: true });
    expect(await keptOf(folder)).toEqual(wanted);
  });

  test('leaves alone the weights that no Output hangs on', async () => {
    const inner = { type: 'lstm', params: { units: 3 } };
    const graph = chain([{ type: 'bidirectional', params: { mergeMode: 'none' }, inner }, { type: 'dense' }]);
    const { summary } = await trainProject({ ...seriesProject({ epochs: 1 }), graph });
    expect(summary).toMatchObject({ state: 'finished', epochs: 1 });
  });

  test('goes on for more epochs than it was planned for as if it had been planned so', async () => {
    const project = wordProject({ epochs: 4 });
    const wanted = await keptOf((await trainProject(project)).folder);
    const { folder } = await trainProject(wordProject({ epochs: 2 }));
    await trainProject(project, { folder, resume: true });
    expect(await keptOf(folder)).toEqual(wanted);
  });

  test('adds up its seconds over sittings, and keeps the moment of its first start', async () => {
    const { folder, summary: first } = await trainProject(wordProject({ epochs: 2 }));
    const { summary: second } = await trainProject(wordProject({ epochs: 4 }), { folder, resume: true });
    expect(second.startedAt).toBe(first.startedAt);
    expect(second.seconds).toBeGreaterThan(first.seconds);
    const { epochs } = await readJournal(folder);
    expect(second.seconds).toBeGreaterThanOrEqual(epochs.reduce((sum, { seconds }) => sum + seconds, 0) - 1e-9);
  });

  test('keeps what was learned when it is stopped, in its first epoch too', async () => {
    const control = createControl();
    const { summary, folder } = await trainProject(wordProject({ epochs: 1000 }), {
      control,
      watch: {
        batch: ({ step }) => {
          if (step === 2) control.stop();
          return undefined;
        },
      },
    });
    expect(summary).toMatchObject({ state: 'stopped', epochs: 0, batch: 2, hasCheckpoint: true });
    expect((await readCheckpoint(folder, 'last')).state).toMatchObject({ step: 2, epoch: 0, batch: 2 });
  });

  test('gives way to an answer that takes many turns', async () => {
    const control = createControl();
    let [asked, batches] = [false, 0];
    let atEnd = Number.POSITIVE_INFINITY;
    const answer = async () => {
      asked = true;
      for (let turn = 0; turn < 40; turn++) await stat(__filename);
      asked = false;
      atEnd = batches;
      control.stop();
    };
    await trainProject(wordProject({ epochs: 100_000 }), {
      control: { ...control, isAsked: () => asked },
      watch: {
        batch: () => {
          if (++batches === 5) void answer();
          return undefined;
        },
      },
    });
    // With a batch between any two turns it would be forty.
    expect(atEnd - 5).toBeLessThan(20);
  });

  test('waits while it is paused', async () => {
    const control = createControl();
    let [epochs, batches] = [0, 0];
    let tellWaiting = () => {};
    const waiting = new Promise<void>((resolve) => {
      tellWaiting = resolve;
    });
    const whileRunning = () => {
      if (control.state === 'paused') tellWaiting();
      return control.whileRunning();
    };
    const done = trainProject(wordProject(), {
      control: { ...control, whileRunning },
      watch: {
        batch: () => {
          batches++;
          return undefined;
        },
        epoch: () => {
          if (++epochs === 1) control.pause();
          return undefined;
        },
      },
    });
    await waiting;
    const before = batches;
    // Not paused, it needs few turns a batch.
    for (let turn = 0; turn < 200; turn++) await stat(__filename);
    expect([epochs, batches]).toEqual([1, before]);
    control.resume();
    expect((await done).summary.state).toBe('finished');
    expect(batches).toBeGreaterThan(before);
  });

  test('ends within the batch in which the loss is no number, says why, and keeps the last finite weights', async () => {
    const optimiser = { is: 'sgd', learningRate: 100 } as const;
    const project = seriesProject({ optimiser, epochs: 50 });
    const graph = {
      ...project.graph,
      nodes: project.graph.nodes.map((node) => (node.type === 'lstm' ? { ...node, params: { ...node.params, activation: 'relu' } } : node)),
    };
    const { summary, folder } = await trainProject({ ...project, graph });
    expect(summary.state).toBe('diverged');
    expect(summary.note).toMatch(
      /no longer a finite number in epoch \d+, batch \d+\. The learning rate of 100 is likely too high: try 0\.01/,
    );
    const { state } = await readCheckpoint(folder, 'last');
    expect(state?.weights.length).toBeGreaterThan(0);
    for (const { values } of state?.weights ?? []) expect(values.every(Number.isFinite)).toBe(true);
  });

  test('that diverges in its first epoch keeps the last finite weights too', async () => {
    const project = seriesProject({ optimiser: { is: 'sgd', learningRate: 1e38 }, batchSize: 16 });
    const { summary, folder } = await trainProject(project);
    expect(summary).toMatchObject({ state: 'diverged', epochs: 0, hasCheckpoint: true });
    expect(summary.batch).toBeGreaterThan(0);
    const { state } = await readCheckpoint(folder, 'last');
    expect(state?.batch).toBe(summary.batch);
    for (const { values } of state?.weights ?? []) expect(values.every(Number.isFinite)).toBe(true);
  });

  test('stops early where the validation loss no longer falls, and keeps the best epoch', async () => {
    // So small a rate changes no float32: the first epoch stays the best.
    const { summary, folder } = await trainProject(
      seriesProject({ optimiser: { is: 'sgd', learningRate: 1e-30 }, epochs: 50, patience: 3 }),
    );
    expect(summary).toMatchObject({ state: 'stopped early', epochs: 4, best: { epoch: 1 } });
    expect((await readCheckpoint(folder, 'best')).state?.epoch).toBe(1);
  });

  test('that was stopped while its patience ran goes on counting', async () => {
    const project = seriesProject({ optimiser: { is: 'sgd', learningRate: 1e-30 }, epochs: 50, patience: 3 });
    const control = createControl();
    const { folder } = await trainProject(project, {
      control,
      watch: {
        epoch: ({ epoch }) => {
          if (epoch === 3) control.stop();
          return undefined;
        },
      },
    });
    const { summary } = await trainProject(project, { folder, resume: true });
    expect(summary).toMatchObject({ state: 'stopped early', epochs: 4, best: { epoch: 1 } });
  });

  test('holds no tensor that it did not hold before', async () => {
    await trainProject(wordProject());
    const before = tensorflow().memory().numTensors;
    await trainProject(wordProject({ epochs: 8 }));
    expect(tensorflow().memory().numTensors).toBe(before);
  });
});
