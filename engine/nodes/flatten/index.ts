import { defineNode } from '../define';

/** [time, features] → [time · features]. */
export const flatten = defineNode({
  type: 'flatten',
  title: 'Flatten',
  group: 'dense',
  summary: 'Lays all time steps side by side in one vector.',
  params: {},
  telling: [],
  inputs: () => [{ id: 'input', label: 'input', takes: 'floats' }],
  outputs: () => [{ id: 'output', label: 'vector' }],
  shape: ({ input }) => ({ output: { shape: [sizeOf(input('input').shape)], dtype: 'float' } }),
  help: {
    about:
      'Makes one vector of a whole sequence, so that a Dense layer sees every time step by weights of its own. It knows the length of the ' +
      'sequence by heart; pooling does not.',
    equations: [{ tex: 'y_{t \\cdot d + i} = x_{ti}' }],
    source: 'keras/src/layers/reshaping/flatten.py',
  },
  build: ({ tf, name, input, inputTypes }) => {
    const shape = inputTypes('input')[0]?.shape ?? [];
    // tfjs refuses to flatten what is flat.
    const layer = shape.length > 1 ? tf.layers.flatten({ name }) : tf.layers.reshape({ name, targetShape: [sizeOf(shape)] });
    return { output: layer.apply(input('input')) as never };
  },
});

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
