import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Exported } from '../../api/results';
import { check } from '../../check';
import { predictBatch, type TrainedModel } from '../../evaluate/trained';
import { createDropoutSource } from '../../kernels/dropout';
import type { TensorFlow, Tf } from '../../kernels/tensorflow';
import { compile } from '../../model/compile';
import { readWeights, writeWeights } from '../../model/weights';
import { writeFileAtomic } from '../../project/atomicFile';
import { companionFile } from '../../project/resources';
import { disposeBatch, firstIndices, gatherBatch } from '../../train/feed';

const COMPANION = 'unroll-layers.js';
/** Samples on which the written model is compared with the one in memory. */
const COMPARED = 32;
/** A larger difference than float32 rounding explains is a fault, not a success. */
const TOLERANCE = 1e-4;

/**
 * Writes tfjs's layers model, `model.json` and `weights.bin`, and `pipeline.json` with scaler, vocabulary and windows;
 * layers that tfjs lacks come along in `unroll-layers.js`. Throws where what was written does not predict as the model does.
 */
export async function exportTfjs(model: TrainedModel, folder: string): Promise<Exported> {
  const { tf, record, dataset, compiled } = model;
  const { graph, seed } = record.project;
  const checked = check(graph, { data: dataset.spec });
  const dropout = createDropoutSource(tf, seed);
  const stock = compile({ tf, graph, checked, data: dataset.spec, seed, dropout, head: 'predictions', flavour: 'stock' });
  try {
    writeWeights(tf, stock.weights, readWeights(compiled.weights));
    const artifacts = await artifactsOf(tf, stock.model);
    const pipeline = {
      format: 'unroll-pipeline',
      version: 1,
      inputs: stock.inputs,
      task: stock.outputs[0]?.objective.task,
      outputs: stock.outputs.map(({ name, columns }) => ({ name, columns })),
      ...dataset.pipeline,
    };
    const files: Record<string, string | Uint8Array> = {
      'model.json': JSON.stringify(manifestOf(artifacts)),
      'weights.bin': new Uint8Array(artifacts.weightData as ArrayBuffer),
      'pipeline.json': `${JSON.stringify(pipeline, null, 2)}\n`,
      ...(stock.notStock.length > 0 ? { [COMPANION]: readFileSync(companionFile()) } : {}),
    };
    for (const [name, content] of Object.entries(files)) await writeFileAtomic(join(folder, name), content);
    const { largestDifference, samples } = await compareWithFiles(model, folder);
    const sizes = await Promise.all(Object.keys(files).map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })));
    return { files: sizes, largestDifference, samples, notes: notesOf(stock.notStock) };
  } finally {
    stock.dispose();
  }
}

function notesOf(notStock: readonly string[]): string[] {
  if (notStock.length === 0) return ['Stock tfjs loads it: tf.loadLayersModel("model.json").'];
  return [...notStock, `Before tf.loadLayersModel("model.json"), load ${COMPANION} and call registerUnrollLayers(tf).`];
}

async function artifactsOf(tf: TensorFlow, model: Tf.LayersModel): Promise<Tf.io.ModelArtifacts> {
  let saved: Tf.io.ModelArtifacts | undefined;
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  });
  await model.save(handler);
  if (!saved) throw new Error('tfjs saved nothing.');
  return saved;
}

function manifestOf({ modelTopology, weightSpecs, format, generatedBy }: Tf.io.ModelArtifacts): object {
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  return { format, generatedBy, convertedBy: 'Unroll', modelTopology, weightsManifest };
}

/** Predicts real samples with the model as it stands in the files. */
async function compareWithFiles(model: TrainedModel, folder: string): Promise<{ largestDifference: number; samples: number }> {
  const { tf, dataset, compiled } = model;
  const samples = Math.min(COMPARED, dataset.counts.train);
  const loaded = await readBack(tf, folder);
  const batch = gatherBatch(model, 'train', firstIndices(samples));
  const ours = predictBatch(tf, compiled, batch.inputs).flatMap((output) => Array.from(output));
  try {
    const theirs = tf.tidy(() => [loaded.predict([...batch.inputs])].flat().flatMap((output) => Array.from(output.dataSync())));
    const largestDifference = ours.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (theirs[i] ?? Number.NaN))), 0);
    if (!(theirs.length === ours.length && largestDifference <= TOLERANCE)) {
      throw new Error(`The exported model does not predict as the trained one: they differ by ${largestDifference}.`);
    }
    return { largestDifference, samples };
  } finally {
    disposeBatch(batch);
    loaded.dispose();
  }
}

async function readBack(tf: TensorFlow, folder: string): Promise<Tf.LayersModel> {
  const { modelTopology, weightsManifest } = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'));
  const weights = new Uint8Array(await readFile(join(folder, 'weights.bin')));
  const companion = join(folder, COMPANION);
  if (await stat(companion).catch(() => undefined)) {
    const { registerUnrollLayers } = createRequire(import.meta.url)(companion) as { registerUnrollLayers(tf: TensorFlow): void };
    registerUnrollLayers(tf);
  }
  const artifacts = { modelTopology, weightSpecs: weightsManifest[0].weights, weightData: weights.buffer };
  return tf.loadLayersModel(tf.io.fromMemory(artifacts));
}
