import { check } from '../check';
import { consecutive } from '../data/arrangement';
import { createBatches } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { openDataset } from '../data/open';
import { splitSamples } from '../data/split';
import { generate } from '../evaluate/generation';
import { predictBatch } from '../evaluate/trained';
import { findTemplates } from '../host/templates';
import { warmUp } from '../host/warmUp';
import { createDropoutSource } from '../kernels/dropout';
import { type Tf, tensorflow } from '../kernels/tensorflow';
import { type CompiledModel, compile } from '../model/compile';
import { defaultTraining, OPTIMISERS, type Recipe } from '../project';
import { readProjectFile } from '../project/file';
import { samplesFolder } from '../project/resources';
import { createControl } from '../train/control';
import { trainLoop } from '../train/loop';
import { createOptimiser, type Optimiser } from '../train/optimisers';
import type { BenchCase } from './cases';
import { type Measured, serveTasks } from './contestant';
import { drawSamples } from './samples';

/** This program: its own compile, loop, generation and data. */

interface Prepared {
  readonly bench: BenchCase;
  readonly compiled: CompiledModel;
  readonly optimiser: Optimiser;
}

const tf = tensorflow();
let prepared: Prepared | undefined;
// As the engine does before it is asked for anything.
const warm = warmUp();

serveTasks(async (task): Promise<Measured> => {
  await warm;
  switch (task.do) {
    case 'prepare':
      prepared?.optimiser.dispose();
      prepared?.compiled.dispose();
      prepared = prepare(task.bench);
      await train(prepared, task.bench.steps);
      return { ms: 0, operations: await countOperations(() => train(prepared as Prepared, 1)) };
    case 'train':
      return trainTimed(known(), task.steps);
    case 'predict':
      return { ms: predict(known(), task.batches) };
    case 'generate':
      return { ms: await write(task.characters) };
    case 'read':
      return readToFirstBatch(task.file);
  }
});

function known(): Prepared {
  if (!prepared) throw new Error('No network was prepared.');
  return prepared;
}

function prepare(bench: BenchCase): Prepared {
  const { graph, data } = bench;
  const checked = check(graph, { data });
  const dropout = createDropoutSource(tf, 1);
  const compiled = compile({ tf, graph, checked, data, seed: 1, dropout, head: 'logits', flavour: 'ours' });
  const trainable = compiled.weights.filter((weight) => weight.trainable);
  return { bench, compiled, optimiser: createOptimiser(tf, OPTIMISERS.adam, trainable) };
}

/** → milliseconds of one epoch of so many steps, in the loop that the program trains with. */
async function train({ bench, compiled, optimiser }: Prepared, steps: number): Promise<number> {
  const dataset = drawDataset(bench, steps * bench.batch);
  let seconds = 0;
  await trainLoop({
    tf,
    dataset,
    compiled,
    optimiser,
    settings: { ...defaultTraining, epochs: 1, batchSize: bench.batch, optimiser: OPTIMISERS.adam },
    seed: 1,
    dropout: createDropoutSource(tf, 1),
    control: createControl(),
    from: undefined,
    observers: [
      {
        name: 'bench',
        epoch: (epoch) => {
          seconds = epoch.seconds;
          return undefined;
        },
      },
    ],
  });
  dataset.dispose();
  return seconds * 1000;
}

function drawDataset(bench: BenchCase, samples: number) {
  const { inputs, targets } = drawSamples(tf, bench, samples);
  const [steps = 1, columns = null] = bench.data.input.shape;
  const readingOf = (tensor: Tf.Tensor, rows: number) => ({
    cells: tensor.dataSync() as Float32Array | Int32Array,
    steps: rows,
    span: (sample: number) => consecutive(sample * rows, rows),
  });
  const parts = splitSamples(samples, { train: 1, validation: 0 });
  const input = { ...readingOf(inputs, steps), columns, oneHot: null };
  const target = { ...readingOf(targets, 1), columns: bench.data.target.is === 'class' ? null : 1 };
  tf.dispose([inputs, targets]);
  return { counts: parts.counts, ...createBatches(tf, { ...parts, input, target, spec: bench.data }) };
}

function predict({ bench, compiled }: Prepared, batches: number): number {
  const { inputs, targets } = drawSamples(tf, bench, bench.batch);
  const started = performance.now();
  for (let i = 0; i < batches; i++) predictBatch(tf, compiled, [inputs]);
  const ms = (performance.now() - started) / batches;
  tf.dispose([inputs, targets]);
  return ms;
}

/** Program 13 with weights as they start: how long a character takes does not depend on what was learned. */
async function write(characters: number): Promise<number> {
  const template = (await findTemplates()).find(({ id }) => id === 'character-text');
  if (!template) throw new Error('The template "character-text" is missing.');
  const read = await readProjectFile(template.file);
  if (read.is === 'refused') throw new Error(read.text);
  const { graph, data, seed } = read.project;
  const dataset = await openDataset(tf, data, { projectPath: template.file, samplesFolder: samplesFolder() });
  const checked = check(graph, { data: dataset.spec });
  const compiled = compile({
    tf,
    graph,
    checked,
    data: dataset.spec,
    seed,
    dropout: createDropoutSource(tf, 1),
    head: 'logits',
    flavour: 'ours',
  });
  const settings = { seedText: startOf(dataset), length: characters, temperature: 1, topK: null, seed: 1 };
  let started = performance.now();
  let written = 0;
  for await (const _ of generate({ tf, dataset, compiled }, settings, () => false)) {
    // The first one makes everything that is kept.
    if (written++ === 0) started = performance.now();
  }
  const ms = (performance.now() - started) / (written - 1);
  compiled.dispose();
  dataset.dispose();
  return ms;
}

function startOf(dataset: Dataset): string {
  return dataset.show('train', 0).input.join('');
}

async function readToFirstBatch(file: string): Promise<Measured> {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const columns = Array.from({ length: 6 }, (_, i) => `walk${i}`);
  const recipe: Recipe = {
    is: 'table',
    source: { is: 'file', path: file },
    time: null,
    features: columns,
    targets: ['walk0'],
    window: 50,
    horizon: 1,
    targetAt: 'after',
    missing: 'interpolate',
    scaling: 'standard',
    split: { train: 0.7, validation: 0.15 },
  };
  const dataset = await openDataset(tf, recipe, { projectPath: file, samplesFolder: samplesFolder() });
  const batch = dataset.gather(
    'train',
    Int32Array.from({ length: 32 }, (_, i) => i),
  );
  const ms = performance.now() - started;
  tf.dispose([batch.inputs, batch.targets]);
  dataset.dispose();
  return { ms, memory: process.resourceUsage().maxRSS * 1024 - before };
}

/** Calls of TensorFlow while something is done. */
async function countOperations(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  await watchOperations(work, (_, operate) => {
    count++;
    return operate();
  });
  return count;
}

/** Steps as the product takes them, and what of their time the operations of recurrent layers take. */
async function trainTimed(network: Prepared, steps: number): Promise<Measured> {
  let layers = 0;
  let ms = 0;
  const work = async () => {
    ms = await train(network, steps);
  };
  await watchOperations(work, (name, operate) => {
    if (!LAYERS.test(name)) return operate();
    const started = performance.now();
    const outputs = operate();
    layers += performance.now() - started;
    return outputs;
  });
  return { ms: ms / steps, layers: layers / steps };
}

const LAYERS = /^Unroll(Lstm|Gru|SimpleRnn)(Grad)?$/;

async function watchOperations(work: () => Promise<unknown>, watch: (name: string, operate: () => unknown) => unknown): Promise<void> {
  const backend = tf.backend() as unknown as { binding: { executeOp: (name: string, ...rest: unknown[]) => unknown } };
  const { binding } = backend;
  const executeOp = (name: string, ...rest: unknown[]) => watch(name, () => binding.executeOp(name, ...rest));
  backend.binding = Object.create(binding, { executeOp: { value: executeOp } });
  await work();
  backend.binding = binding;
}
