import { expect, test } from 'vitest';
import { check } from '../check';
import { compile } from '../model/compile';
import { chain } from '../nodes/testing/graphs';
import { createDropoutSource } from './dropout';
import { createLayerClasses } from './layers';
import { type Tf, tensorflow } from './tensorflow';

const tf = tensorflow();

/** What `save` writes and `load` reads, without a file. */
async function readBack(model: Tf.LayersModel): Promise<Tf.LayersModel> {
  let saved: Tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      // As text, as in a file: what is no JSON would be lost.
      saved = { ...artifacts, modelTopology: JSON.parse(JSON.stringify(artifacts.modelTopology)) };
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } });
    }),
  );
  return tf.loadLayersModel(tf.io.fromMemory(saved));
}

test.each([
  ['multi-head attention', [{ type: 'positionalEmbedding' }, { type: 'multiHeadAttention', params: { causal: true } }]],
  ['a layer at each step', [{ type: 'timeDistributed', inner: { type: 'dense', params: { units: 4, activation: 'hardSigmoid' } } }]],
  [
    'a recurrent layer at each step',
    [
      { type: 'reshape', params: { shape: [2, 5, 3] } },
      { type: 'timeDistributed', inner: { type: 'gru', params: { units: 3 } } },
    ],
  ],
])('%s predicts the same after it was written down and read back', async (_, layers) => {
  for (const layer of createLayerClasses(tf, createDropoutSource(tf, 1))) tf.serialization.registerClass(layer as never);
  const data = { input: { shape: [10, 3], dtype: 'float' as const }, columns: [], target: { is: 'values' as const, shape: [1] } };
  const graph = chain([...layers, { type: 'flatten' }, { type: 'dense' }]);
  const checked = check(graph, { data });
  expect(checked.problems).toEqual([]);
  const dropout = createDropoutSource(tf, 1);
  const compiled = compile({ tf, graph, checked, data, seed: 3, dropout, head: 'predictions', flavour: 'ours' });
  const again = await readBack(compiled.model);
  const x = tf.randomNormal([5, 10, 3], 0, 1, 'float32', 4);
  const [ours, theirs] = [compiled.model, again].map((model) => Array.from((model.predict(x) as Tf.Tensor).dataSync()));
  // Weights that come from a file lie elsewhere in memory, which may change the last bit.
  for (const [i, value] of (ours ?? []).entries()) expect(theirs?.[i]).toBeCloseTo(value, 5);
  expect(new Set(ours).size).toBe(5);
});
