import { createRequire } from 'node:module';
import util from 'node:util';
import type * as Tf from '@tensorflow/tfjs';
import { check } from '../check';
import { createDropoutSource } from '../kernels/dropout';
import type { TensorFlow } from '../kernels/tensorflow';
import { compile } from '../model/compile';
import type { BenchCase } from './cases';
import { type Measured, serveTasks } from './contestant';
import { drawSamples } from './samples';

/** tfjs-node as it comes: its own layers, `fit` and `predict`, without anything of ours in between. */

const legacy = util as unknown as { isNullOrUndefined?: (value: unknown) => boolean };
legacy.isNullOrUndefined ??= (value) => value === null || value === undefined;
const tf = createRequire(import.meta.url)('@tensorflow/tfjs-node') as TensorFlow;

const WARM_UP = 5;
let prepared: { bench: BenchCase; model: Tf.LayersModel } | undefined;

serveTasks(async (task): Promise<Measured> => {
  switch (task.do) {
    case 'prepare':
      prepared = { bench: task.bench, model: build(task.bench) };
      // It spends its time in TensorFlow's own operations, which do not warm up.
      await trainSteps(Math.min(WARM_UP, task.bench.steps));
      return { ms: 0 };
    case 'train':
      return { ms: (await trainSteps(task.steps)) / task.steps };
    case 'predict':
      return { ms: predict(task.batches) };
    default:
      throw new Error(`tfjs-node is not asked to ${task.do}.`);
  }
});

function known() {
  if (!prepared) throw new Error('No network was prepared.');
  return prepared;
}

function build({ graph, data }: BenchCase): Tf.LayersModel {
  const checked = check(graph, { data });
  const { model, notStock } = compile({
    tf,
    graph,
    checked,
    data,
    seed: 1,
    dropout: createDropoutSource(tf, 1),
    head: 'predictions',
    flavour: 'stock',
  });
  if (notStock.length > 0) throw new Error(notStock.join(' '));
  model.compile({
    optimizer: tf.train.adam(0.001),
    loss: data.target.is === 'class' ? 'sparseCategoricalCrossentropy' : 'meanSquaredError',
  });
  return model;
}

async function trainSteps(steps: number): Promise<number> {
  const { bench, model } = known();
  const { inputs, targets } = drawSamples(tf, bench, steps * bench.batch);
  // tfjs takes classes as floats.
  const labels = tf.cast(targets, 'float32');
  const started = performance.now();
  await model.fit(inputs, labels, { batchSize: bench.batch, epochs: 1, shuffle: true, verbose: 0 });
  const ms = performance.now() - started;
  tf.dispose([inputs, targets, labels]);
  return ms;
}

function predict(batches: number): number {
  const { bench, model } = known();
  const { inputs, targets } = drawSamples(tf, bench, bench.batch);
  const started = performance.now();
  for (let i = 0; i < batches; i++) tf.tidy(() => (model.predictOnBatch(inputs) as Tf.Tensor).dataSync());
  const ms = (performance.now() - started) / batches;
  tf.dispose([inputs, targets]);
  return ms;
}
