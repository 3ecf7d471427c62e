import { expect, test } from 'vitest';
import { check } from '../check';
import { openDataset } from '../data/open';
import { createDropoutSource } from '../kernels/dropout';
import { tensorflow } from '../kernels/tensorflow';
import { compile } from '../model/compile';
import { readProjectFile } from '../project/file';
import { samplesFolder } from '../project/resources';
import { createControl } from '../train/control';
import { trainLoop } from '../train/loop';
import { createOptimiser } from '../train/optimisers';
import { findTemplates } from './templates';

const tf = tensorflow();
const EPOCHS = 50;
const BATCH = 8;
/**
 * What the process may hold more after epoch 50 than after epoch 2: the allocator gives and takes back whole copies of the weights as
 * it likes, a dozen of which a step has at its height. A batch that leaked would show in `tensors`.
 */
const play = (parameters: number) => 24e6 + 24 * 4 * parameters;

const templates = await Promise.all(
  (await findTemplates()).map(async ({ id, file }) => {
    const read = await readProjectFile(file);
    if (read.is === 'refused') throw new Error(read.text);
    return { id, file, project: read.project };
  }),
);
/** What is run and not trained has no epochs. */
const trained = templates.filter(({ project }) => project.data.is !== 'none');

test.each(trained.map((template) => [template.id, template] as const))(
  '%s holds as much after epoch 50 as after epoch 2',
  async (_, { file, project }) => {
    const dataset = await openDataset(tf, project.data, { projectPath: file, samplesFolder: samplesFolder() });
    const checked = check(project.graph, { data: dataset.spec });
    const dropout = createDropoutSource(tf, project.seed);
    const compiled = compile({
      tf,
      graph: project.graph,
      checked,
      data: dataset.spec,
      seed: project.seed,
      dropout,
      head: 'logits',
      flavour: 'ours',
    });
    const trainable = compiled.weights.filter((weight) => weight.trainable);
    const optimiser = createOptimiser(tf, project.training.optimiser, trainable);
    const held: { tensors: number; bytes: number }[] = [];
    const few = {
      counts: { train: Math.min(2 * BATCH, dataset.counts.train), validation: Math.min(BATCH, dataset.counts.validation), test: 0 },
      prepare: dataset.prepare,
    };
    await trainLoop({
      tf,
      dataset: few,
      compiled,
      optimiser,
      settings: { ...project.training, epochs: EPOCHS, batchSize: BATCH, patience: null },
      seed: project.seed,
      dropout,
      control: createControl(),
      from: undefined,
      observers: [
        {
          name: 'memory',
          epoch: () => {
            held.push({ tensors: tf.memory().numTensors, bytes: process.memoryUsage().rss });
            return undefined;
          },
        },
      ],
    });
    expect(held).toHaveLength(EPOCHS);
    const [early, late] = [held[1], held[EPOCHS - 1]];
    expect(late?.tensors).toBe(early?.tensors);
    expect((late?.bytes ?? 0) - (early?.bytes ?? 0)).toBeLessThan(play(checked.parameters));
    optimiser.dispose();
    compiled.dispose();
    dataset.dispose();
  },
);
