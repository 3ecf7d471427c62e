import { Refusal } from '../api/contract';
import { check } from '../check';
import { stampOf } from '../data/arrange';
import type { Dataset, Part } from '../data/dataset';
import { openDataset } from '../data/open';
import { createDropoutSource } from '../kernels/dropout';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import { type CompiledModel, compile } from '../model/compile';
import { writeWeights } from '../model/weights';
import { samplesFolder } from '../project/resources';
import { feed, firstIndices } from '../train/feed';
import { squash } from '../train/losses';
import { readCheckpoint } from '../train/run/checkpoint';
import { type RunRecord, readRecord } from '../train/run/record';

/** A model as a run left it, with the data it was trained on. Whoever opens it disposes of it. */
export interface TrainedModel {
  readonly tf: TensorFlow;
  readonly record: RunRecord;
  readonly epoch: number;
  readonly dataset: Dataset;
  /** Whether the data are not those of the run: their file was changed or exchanged since. */
  readonly dataChanged: boolean;
  /** Of the data's source as it was when they were opened. */
  readonly stamp: string;
  readonly compiled: CompiledModel;
  dispose(): void;
}

/** Samples predicted at a time: enough to keep the processor busy, few enough to answer in between. */
const BATCH = 256;

/** Opens the best epoch of a run by validation loss, or the last one. The data are scaled or encoded as they were for the run. */
export async function openTrained(tf: TensorFlow, folder: string, projectPath: string): Promise<TrainedModel> {
  const read = await readRecord(folder);
  if (read.is === 'unreadable') throw new Refusal(`The run in ${folder} cannot be read. ${read.why}`);
  const { state: checkpoint, damage } = await readCheckpoint(folder, 'best');
  if (!checkpoint) throw new Refusal(`This run has no whole checkpoint: ${damage ?? 'wait a moment while it trains, or train again.'}`);
  const { record } = read;
  const { project } = record;
  const places = { projectPath, samplesFolder: samplesFolder() };
  // Before the data: what changes while they are read has another stamp afterwards.
  const stamp = await stampOf(project.data, places);
  const dataset = await openDataset(tf, project.data, { ...places, fitted: record.data.pipeline });
  try {
    const checked = check(project.graph, { data: dataset.spec, batchSize: project.training.batchSize });
    const { seed, graph } = project;
    const dropout = createDropoutSource(tf, seed);
    const compiled = compile({ tf, graph, checked, data: dataset.spec, seed, dropout, head: 'logits', flavour: 'ours' });
    writeWeights(tf, compiled.weights, checkpoint.weights);
    const dispose = () => {
      compiled.dispose();
      dataset.dispose();
    };
    const dataChanged = dataset.fingerprint() !== record.data.fingerprint;
    return { tf, record, epoch: checkpoint.epoch, dataset, dataChanged, stamp, compiled, dispose };
  } catch (error) {
    dataset.dispose();
    throw error;
  }
}

/** What the model predicts for one batch, by Output: scaled numbers or probabilities, row by row. */
export function predictBatch(tf: TensorFlow, compiled: CompiledModel, inputs: readonly Tf.Tensor[]): Float32Array[] {
  const values: Float32Array[] = [];
  tf.tidy(() => {
    const { outputs } = compiled.run(inputs, { training: false });
    for (const [i, { value }] of outputs.entries())
      values.push(squash(tf, value, compiled.outputs[i]?.activation ?? 'linear').dataSync() as Float32Array);
  });
  return values;
}

/**
 * Predictions for the first `count` samples of a part, in the form of the data's targets: scaled, or probabilities.
 * Targets that no Output forecasts are NaN.
 */
export async function predictPart(model: TrainedModel, part: Part, count = model.dataset.counts[part]): Promise<Float32Array> {
  return assemble(model.compiled, await predictOutputs(model, part, count), model.dataset.spec.target.shape);
}

/** The same by Output, in the order of the model's outputs. */
export async function predictOutputs(model: TrainedModel, part: Part, count = model.dataset.counts[part]): Promise<Float32Array[]> {
  const { tf, compiled } = model;
  const chunks = compiled.outputs.map((): Float32Array[] => []);
  compiled.resetStates();
  for (const batch of feed(model, part, firstIndices(count), BATCH)) {
    for (const [i, values] of predictBatch(tf, compiled, batch.inputs).entries()) chunks[i]?.push(values);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return chunks.map(concatenate);
}

/** The outputs side by side where the target has them. */
export function assemble(compiled: CompiledModel, outputs: readonly Float32Array[], shape: readonly number[]): Float32Array {
  const [first = new Float32Array()] = outputs;
  if (outputs.length === 1 && !compiled.outputs[0]?.columns) return first;
  const width = shape.at(-1) ?? 1;
  const own = compiled.outputs[0]?.columns?.length ?? width;
  const whole = new Float32Array((first.length / own) * width).fill(Number.NaN);
  for (const [i, values] of outputs.entries()) {
    const columns = compiled.outputs[i]?.columns ?? Array.from({ length: width }, (_, column) => column);
    values.forEach((value, at) => {
      whole[Math.floor(at / columns.length) * width + (columns[at % columns.length] as number)] = value;
    });
  }
  return whole;
}

function concatenate(chunks: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}
