import { Refusal } from '../api/contract';
import { check } from '../check';
import type { Dataset, Part } from '../data/dataset';
import { openDataset } from '../data/open';
import { createDropoutSource } from '../kernels/dropout';
import type { TensorFlow } from '../kernels/tensorflow';
import { type CompiledModel, compile } from '../model/compile';
import { writeWeights } from '../model/weights';
import { samplesFolder } from '../project/resources';
import { batchesOf, disposeBatch, firstIndices, gatherBatch } from '../train/feed';
import { squash } from '../train/losses';
import { readCheckpoint } from '../train/run/checkpoint';
import { type RunRecord, readRecord } from '../train/run/record';

/** A model as a run left it, with the data it was trained on. Whoever opens it disposes of it. */
export interface TrainedModel {
  readonly tf: TensorFlow;
  readonly record: RunRecord;
  readonly epoch: number;
  readonly dataset: Dataset;
  readonly compiled: CompiledModel;
  dispose(): void;
}

/** Samples predicted at a time: enough to keep the processor busy, few enough to answer in between. */
const BATCH = 256;

/** Opens the best epoch of a run by validation loss, or the last one. The data are scaled or encoded as they were for the run. */
export async function openTrained(tf: TensorFlow, folder: string, projectPath: string): Promise<TrainedModel> {
  const record = await readRecord(folder);
  if (!record) throw new Refusal(`${folder} holds no run: its run.json is missing or was changed.`);
  const checkpoint = await readCheckpoint(folder, 'best');
  if (!checkpoint) throw new Refusal('This run has no whole checkpoint yet: let it finish an epoch.');
  const { project } = record;
  const dataset = await openDataset(tf, project.data, { projectPath, samplesFolder: samplesFolder(), fitted: record.data.pipeline });
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
    return { tf, record, epoch: checkpoint.epoch, dataset, compiled, dispose };
  } catch (error) {
    dataset.dispose();
    throw error;
  }
}

/** Predictions for the first `count` samples of a part, row by row, as the network gives them: scaled, or probabilities. */
export async function predictPart(model: TrainedModel, part: Part, count = model.dataset.counts[part]): Promise<Float32Array> {
  const { tf, dataset, compiled } = model;
  const chunks: Float32Array[] = [];
  for (const indices of batchesOf(firstIndices(count), BATCH)) {
    const batch = gatherBatch(tf, dataset, compiled, part, indices);
    chunks.push(
      tf.tidy(() => squash(tf, compiled.run(batch.inputs, { training: false }), compiled.headActivation).dataSync() as Float32Array),
    );
    disposeBatch(batch);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return concatenate(chunks);
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
