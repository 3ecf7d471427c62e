import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tensorflow } from '../kernels/tensorflow';
import { OPTIMISERS } from '../project';
import { createControl } from './control';
import { readCheckpoint } from './run/checkpoint';
import { readJournal, truncateJournal } from './run/journal';
import { readRecord } from './run/record';
import { seriesProject, wordProject } from './testing/projects';
import { trainProject } from './testing/run';

const lossesOf = async (folder: string) => (await readJournal(folder)).epochs.map(({ metrics }) => metrics.loss);

describe('a training run', () => {
  test('leaves its project, its metrics, whole checkpoints and event files behind', async () => {
    const { folder, summary } = await trainProject(wordProject());
    expect(summary).toMatchObject({ state: 'finished', epochs: 4, architecture: 'LSTM 6', optimiser: 'adam', hasCheckpoint: true });
    expect((await readRecord(folder))?.project).toEqual(wordProject());
    expect(await lossesOf(folder)).toHaveLength(4);
    expect((await readCheckpoint(folder, 'last'))?.epoch).toBe(4);
    expect((await readdir(folder)).some((name) => name.startsWith('events.out.tfevents'))).toBe(true);
  });

  test('gives the same losses and weights bit for bit from the same seed, and others from another', async () => {
    const project = wordProject({ epochs: 3 }, { dropout: 0.3, recurrentDropout: 0.3 });
    const [a, b] = [await trainProject(project), await trainProject(project)];
    expect(await lossesOf(a.folder)).toEqual(await lossesOf(b.folder));
    const weights = (folder: string) => readFile(join(folder, 'checkpoints', 'epoch-3', 'weights.bin'));
    expect((await weights(a.folder)).equals(await weights(b.folder))).toBe(true);
    const other = await trainProject({ ...project, seed: 6 });
    expect(await lossesOf(other.folder)).not.toEqual(await lossesOf(a.folder));
  });

  test.each(Object.values(OPTIMISERS))('stopped and resumed, $is ends where one without a stop ends', async (optimiser) => {
    const project = wordProject({ epochs: 4, optimiser }, { dropout: 0.2 });
    const whole = await trainProject(project);
    const first = await trainProject({ ...project, training: { ...project.training, epochs: 2 } });
    await truncateJournal(first.folder, { epoch: 2, step: Number.MAX_SAFE_INTEGER });
    await trainProject(project, { folder: first.folder, resume: true });
    expect(await lossesOf(first.folder)).toEqual(await lossesOf(whole.folder));
  });

  test('keeps what was learned when it is stopped', async () => {
    const control = createControl();
    const { summary, folder } = await trainProject(wordProject({ epochs: 1000 }), {
      control,
      onEpoch: ({ epoch }) => {
        if (epoch === 3) control.stop();
      },
    });
    expect(summary.state).toBe('stopped');
    expect((await readCheckpoint(folder, 'last'))?.epoch).toBe(3);
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
      onBatch: () => {
        if (++batches === 5) void answer();
      },
    });
    // With a batch between any two turns it would be forty.
    expect(atEnd - 5).toBeLessThan(20);
  });

  test('waits while it is paused', async () => {
    const control = createControl();
    let epochs = 0;
    const done = trainProject(wordProject(), {
      control,
      onEpoch: () => {
        epochs++;
        if (epochs === 1) control.pause();
      },
    });
    await expect.poll(() => epochs).toBe(1);
    const raced = await Promise.race([done.then(() => 'ended'), new Promise((resolve) => setTimeout(() => resolve('waiting'), 300))]);
    expect(raced).toBe('waiting');
    control.resume();
    expect((await done).summary.state).toBe('finished');
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
    const checkpoint = await readCheckpoint(folder, 'last');
    for (const { values } of checkpoint?.weights ?? []) expect(values.every(Number.isFinite)).toBe(true);
  });

  test('stops early where the validation loss no longer falls, and keeps the best epoch', async () => {
    // So small a rate changes no float32: the first epoch stays the best.
    const { summary, folder } = await trainProject(
      seriesProject({ optimiser: { is: 'sgd', learningRate: 1e-30 }, epochs: 50, patience: 3 }),
    );
    expect(summary).toMatchObject({ state: 'stopped early', epochs: 4, best: { epoch: 1 } });
    expect((await readCheckpoint(folder, 'best'))?.epoch).toBe(1);
  });

  test('that is older than a parameter of its nodes reads with its default', async () => {
    const { folder } = await trainProject(wordProject({ epochs: 1 }));
    const path = join(folder, 'run.json');
    const record = JSON.parse(await readFile(path, 'utf8'));
    for (const node of record.project.graph.nodes) delete node.params.stateful;
    await writeFile(path, JSON.stringify(record));
    expect((await readRecord(folder))?.project).toEqual(wordProject({ epochs: 1 }));
  });

  test('holds no tensor that it did not hold before', async () => {
    await trainProject(wordProject());
    const before = tensorflow().memory().numTensors;
    await trainProject(wordProject({ epochs: 8 }));
    expect(tensorflow().memory().numTensors).toBe(before);
  });
});
