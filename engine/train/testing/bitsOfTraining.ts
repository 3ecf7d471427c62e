import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { check, isTrainable } from '../../check';
import { openDataset } from '../../data/open';
import type { Graph } from '../../graph';
import { createDropoutSource } from '../../kernels/dropout';
import { createRandom, type Random, shuffledIndices } from '../../kernels/random';
import { type Tf, tensorflow } from '../../kernels/tensorflow';
import { type CompiledModel, compile } from '../../model/compile';
import { randomGraph } from '../../model/testing/randomGraph';
import { readWeights } from '../../model/weights';
import type { DataSpec } from '../../nodes';
import { chain } from '../../nodes/testing/graphs';
import { defaultTraining, type Project, type TrainingSettings } from '../../project';
import { readProjectFile } from '../../project/file';
import { samplesFolder } from '../../project/resources';
import { type Batch, disposeBatch, gatherBatch } from '../feed';
import { createOptimiser } from '../optimisers';
import { createStepper } from '../step';

// A process of its own, since threads are counted before TensorFlow loads. It trains networks for some steps and sends what they came to.

/** Of a network: what its training came to, bit by bit, and how many of its steps changed the weights. */
export interface Bits {
  readonly name: string;
  readonly hash: string;
  readonly taken: number;
}

const NETWORKS = 20;
const LARGEST_NETWORK = 12;
const STEPS = 3;
/** Enough for the sums over a batch to be shared. */
const SAMPLES = 128;

const tf = tensorflow();
const templates = join(__dirname, '..', '..', '..', 'resources', 'templates');

interface Trained {
  readonly name: string;
  readonly settings: TrainingSettings;
  readonly compiled: CompiledModel;
  readonly dropout: ReturnType<typeof createDropoutSource>;
  readonly batchAt: (step: number) => Batch;
}

/** Some steps, and what the network then says of a batch. */
function train({ name, settings, compiled, dropout, batchAt }: Trained): Bits {
  const trainable = compiled.weights.filter((weight) => weight.trainable);
  const optimiser = createOptimiser(tf, settings.optimiser, trainable);
  const stepper = createStepper(tf, compiled, { optimiser, clip: settings.clip });
  const hash = createHash('sha256');
  let taken = 0;
  for (let step = 1; step <= STEPS; step++) {
    const batch = batchAt(step);
    dropout.setStep(step);
    const { loss, gradientNorm, metrics } = stepper.train(batch, { step, learningRate: settings.optimiser.learningRate });
    if (Number.isFinite(loss) && Number.isFinite(gradientNorm)) taken++;
    hash.update(Float64Array.of(loss, gradientNorm, ...metrics));
    if (step === STEPS) hash.update(Float64Array.of(stepper.evaluate(batch).loss));
    disposeBatch(batch);
  }
  for (const { values } of [...readWeights(compiled.weights), ...optimiser.slots()]) hash.update(values);
  optimiser.dispose();
  compiled.dispose();
  return { name, hash: hash.digest('hex'), taken };
}

function open(graph: Graph, seed: number, data?: DataSpec) {
  const dropout = createDropoutSource(tf, seed);
  const checked = check(graph, data && { data });
  return { dropout, compiled: compile({ tf, graph, checked, data, seed, dropout, head: 'logits', flavour: 'ours' }) };
}

/** Numbers of a form, or class indices that any vocabulary has. */
function draw(random: Random, shape: readonly number[], dtype: string): Tf.Tensor {
  const size = shape.reduce((product, axis) => product * axis, 1);
  const values = Float32Array.from({ length: size }, () => (dtype === 'int32' ? random.below(2) : random.normal()));
  return tf.tensor(values, [...shape], dtype === 'int32' ? 'int32' : 'float32');
}

const sampleShapes = (tensors: readonly { shape: (number | null)[] }[]) =>
  tensors.map(({ shape }) => [SAMPLES, ...shape.slice(1).map((axis) => axis ?? 1)]);

/** On random numbers. */
function trainDrawn(name: string, graph: Graph, seed: number, data?: DataSpec): Bits {
  const { dropout, compiled } = open(graph, seed, data);
  const { inputs, outputs } = compiled.model;
  const batchAt = (step: number) => {
    const random = createRandom('batch', seed, step);
    return {
      inputs: sampleShapes(inputs).map((shape, i) => draw(random, shape, inputs[i]?.dtype ?? '')),
      targets: sampleShapes(outputs).map((shape) => draw(random, shape, 'float32')),
      size: SAMPLES,
    };
  };
  return train({ name, settings: defaultTraining, compiled, dropout, batchAt });
}

function hasWeights(graph: Graph): boolean {
  const { compiled } = open(graph, 0);
  const has = compiled.weights.some(({ trainable }) => trainable);
  compiled.dispose();
  return has;
}

/** Layers whose sums are long enough for any library to share them. */
function trainWide(): Bits {
  const graph = chain([
    { type: 'conv1d', params: { filters: 64, kernelSize: 5 } },
    { type: 'multiHeadAttention' },
    { type: 'lstm', params: { units: 64, returnSequences: true } },
    { type: 'attention' },
    { type: 'globalAveragePooling1d' },
    { type: 'dense', params: { units: 512, activation: 'relu' } },
    { type: 'dense' },
  ]);
  const columns = Array.from({ length: 8 }, (_, i) => `column ${i}`);
  const data: DataSpec = { input: { shape: [54, columns.length], dtype: 'float' }, columns, target: { is: 'values', shape: [1] } };
  return trainDrawn('wide network', graph, 1, data);
}

function trainRandoms(): Bits[] {
  const found: Bits[] = [];
  for (let seed = 0; found.filter(({ taken }) => taken > 0).length < NETWORKS; seed++) {
    const random = createRandom('threads', seed);
    const graph = randomGraph(random, 1 + random.below(LARGEST_NETWORK));
    // Some have nothing to learn.
    if (isTrainable(check(graph)) && hasWeights(graph)) found.push(trainDrawn(`random network ${seed}`, graph, seed));
  }
  return found;
}

async function trainTemplate({ graph, data, seed, training }: Project, path: string): Promise<Bits> {
  if (data.is === 'none') return trainDrawn(basename(path), graph, seed);
  const dataset = await openDataset(tf, data, { projectPath: path, samplesFolder: samplesFolder() });
  const { dropout, compiled } = open(graph, seed, dataset.spec);
  const order = shuffledIndices(dataset.counts.train, createRandom(seed, 'shuffle', 1));
  const batches = Math.ceil(order.length / training.batchSize);
  const batchAt = (step: number) => {
    const start = (step % batches) * training.batchSize;
    return gatherBatch({ tf, dataset, compiled }, 'train', order.subarray(start, start + training.batchSize));
  };
  const bits = train({ name: basename(path), settings: training, compiled, dropout, batchAt });
  dataset.dispose();
  return bits;
}

async function trainTemplates(): Promise<Bits[]> {
  const found: Bits[] = [];
  for (const file of readdirSync(templates).sort()) {
    const path = join(templates, file);
    const read = await readProjectFile(path);
    if (read.is === 'refused') throw new Error(read.text);
    found.push(await trainTemplate(read.project, path));
  }
  return found;
}

trainTemplates().then(
  (bits) => process.send?.([trainWide(), ...trainRandoms(), ...bits]),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
