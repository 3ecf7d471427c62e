import { complain, defineNode } from '../define';
import { ints } from '../params';

/** The same axes in another order: [time, features] → [features, time]. */
export const permute = defineNode({
  type: 'permute',
  title: 'Permute',
  group: 'dense',
  summary: 'Swaps time steps and features, or more axes.',
  params: {
    dims: ints({
      label: 'Order',
      help: 'Which axis stands first, second and so on, counted from 1 without the batch: 2 × 1 swaps time steps and features.',
      none: 'in reverse',
      section: 'Shape',
    }),
  },
  telling: ['dims'],
  inputs: () => [{ id: 'input', label: 'input', takes: 'floats' }],
  outputs: () => [{ id: 'output', label: 'output' }],
  shape: ({ params, input }) => {
    const { shape } = input('input');
    const order = orderOf(params.dims, shape.length);
    if ([...order].sort((a, b) => a - b).join() !== shape.map((_, axis) => axis + 1).join()) {
      const axes = shape.length === 1 ? 'one axis' : `${shape.length} axes`;
      return complain('order', `cannot order ${axes} as ${order.join(', ')}: name each axis from 1 to ${shape.length} once.`, {
        label: 'Put the axes in reverse',
        set: { dims: null },
      });
    }
    return { output: { shape: order.map((axis) => shape[axis - 1] ?? 0), dtype: 'float' } };
  },
  help: {
    about:
      'Turns a sample over. With time steps and features swapped a Dense layer mixes time steps in place of features, which is how some kinds ' +
      'of attention are built.',
    equations: [{ tex: 'y_{it} = x_{ti}' }],
    source: 'keras/src/layers/reshaping/permute.py',
  },
  build: ({ tf, name, params, input, inputTypes }) => {
    const dims = orderOf(params.dims, inputTypes('input')[0]?.shape.length ?? 0);
    return { output: tf.layers.permute({ name, dims: [...dims] }).apply(input('input')) as never };
  },
});

function orderOf(dims: readonly number[] | null, axes: number): readonly number[] {
  return dims ?? Array.from({ length: axes }, (_, i) => axes - i);
}
