import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as stock from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTrained, predictPart } from '../../evaluate/trained';
import { tensorflow } from '../../kernels/tensorflow';
import { chain } from '../../nodes/testing/graphs';
import type { Project } from '../../project';
import { readProjectFile } from '../../project/file';
import { templatesFolder } from '../../project/resources';
import { seriesProject, wordProject } from '../../train/testing/projects';
import { trainProject } from '../../train/testing/run';
import { exportTfjs } from './exporter';

/** What a page does: stock tfjs on its own backend, from the files alone. */
async function loadStock(folder: string): Promise<stock.LayersModel> {
  const { modelTopology, weightsManifest } = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'));
  const bytes = await readFile(join(folder, weightsManifest[0].paths[0]));
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return stock.loadLayersModel(stock.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }));
}

const networks: readonly [string, Project][] = [
  ['LSTM on words', wordProject({ epochs: 1 })],
  ['SimpleRNN', withLayers([{ type: 'simpleRnn', params: { units: 5 } }, { type: 'dense' }])],
  ['GRU with reset before', withLayers([{ type: 'gru', params: { units: 5, resetAfter: false } }, { type: 'dropout' }, { type: 'dense' }])],
  ['Bidirectional LSTM', withLayers([{ type: 'bidirectional', inner: { type: 'lstm', params: { units: 5 } } }, { type: 'dense' }])],
];

function withLayers(layers: Parameters<typeof chain>[0]): Project {
  return { ...seriesProject({ epochs: 1 }), graph: chain(layers) };
}

/** A GRU that tfjs lacks, whose last state goes on in place of its output. */
function stateBeside(): Project {
  const project = withLayers([{ type: 'gru', params: { units: 4, returnState: true, returnSequences: true } }, { type: 'dense' }]);
  const [, gru, dense] = project.graph.nodes;
  const edges = project.graph.edges.map((edge) =>
    edge.from.node === gru?.id && edge.to.node === dense?.id ? { ...edge, from: { node: edge.from.node, port: 'state_h' } } : edge,
  );
  return { ...project, graph: { ...project.graph, edges } };
}

describe('an export for tfjs', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unroll-export-'));
    await stock.setBackend('cpu');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function exported(project: Project) {
    const run = await trainProject(project);
    const model = await openTrained(tensorflow(), run.folder, join(folder, 'x.unroll.json'));
    try {
      const result = await exportTfjs(model, folder);
      const ours = await predictPart(model, 'train', 8);
      const input = model.dataset.gather(
        'train',
        Int32Array.from({ length: 8 }, (_, i) => i),
      ).inputs;
      return { result, ours, values: await input.data(), shape: input.shape, dtype: input.dtype };
    } finally {
      model.dispose();
    }
  }

  test.each(networks)('%s predicts in stock tfjs what it predicts here', async (_, project) => {
    const { result, ours, values, shape, dtype } = await exported(project);
    expect(result.notes).toEqual(['Stock tfjs loads it: tf.loadLayersModel("model.json").']);
    expect(result.largestDifference).toBeLessThan(1e-5);
    const loaded = await loadStock(folder);
    const theirs = (loaded.predict(stock.tensor(values, shape, dtype)) as stock.Tensor).dataSync();
    expect(theirs.length).toBe(ours.length);
    for (const [i, value] of ours.entries()) expect(theirs[i]).toBeCloseTo(value, 5);
  });

  test('brings along the layers that tfjs lacks, and says so', async () => {
    const { result, ours, values, shape } = await exported(withLayers([{ type: 'gru', params: { units: 5 } }, { type: 'dense' }]));
    expect(result.notes[0]).toBe('"gru-2" is a layer of our own: tfjs has no GRU with reset after.');
    expect(result.files.map(({ name }) => name)).toContain('unroll-layers.js');
    createRequire(import.meta.url)(join(folder, 'unroll-layers.js')).registerUnrollLayers(stock);
    const theirs = ((await loadStock(folder)).predict(stock.tensor(values, shape)) as stock.Tensor).dataSync();
    for (const [i, value] of ours.entries()) expect(theirs[i]).toBeCloseTo(value, 5);
  });

  test.each(['04-word-language-model-attention', '05-word-language-model-transformer', '13-attention-and-concatenation'])(
    'of the template %s predicts in stock tfjs what it predicts here',
    async (id) => {
      const read = await readProjectFile(join(templatesFolder(), `${id}.unroll.json`));
      if (read.is === 'refused') throw new Error(read.text);
      const { project } = read;
      await matches({ ...project, training: { ...project.training, epochs: 1 } });
    },
    120_000,
  );

  test('of a network with a state wired on beside the output of a layer of our own predicts in stock tfjs what it predicts here', async () => {
    await matches(stateBeside());
  });

  /** Loads what was written as a page does, with the layers that came along, and compares. */
  async function matches(project: Project): Promise<void> {
    const { result, ours, values, shape, dtype } = await exported(project);
    if (result.files.some(({ name }) => name === 'unroll-layers.js'))
      createRequire(import.meta.url)(join(folder, 'unroll-layers.js')).registerUnrollLayers(stock);
    const predicted = (await loadStock(folder)).predict(stock.tensor(values, shape, dtype));
    const theirs = (Array.isArray(predicted) ? predicted : [predicted]).map((tensor) => tensor.dataSync());
    const last = theirs.at(-1) ?? [];
    expect(last.length).toBe(ours.length);
    for (const [i, value] of ours.entries()) expect(last[i]).toBeCloseTo(value, 5);
  }

  test('holds the scaler and the windows', async () => {
    await exported(seriesProject({ epochs: 1 }));
    const pipeline = JSON.parse(await readFile(join(folder, 'pipeline.json'), 'utf8'));
    expect(pipeline).toMatchObject({ format: 'unroll-pipeline', is: 'table', window: 10, horizon: 1, task: 'regression' });
    expect(pipeline.scales[0]).toMatchObject({ column: 'sunspots', factor: expect.any(Number) });
  });
});
