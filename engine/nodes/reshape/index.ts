import { formatShape } from '../../graph';
import { complain, defineNode } from '../define';
import { ints } from '../params';

/** The same numbers in another shape. */
export const reshape = defineNode({
  type: 'reshape',
  title: 'Reshape',
  group: 'dense',
  summary: 'Lays the same numbers out in another shape.',
  params: {
    shape: ints({
      label: 'Shape',
      help: 'Sizes that come out, without the batch: time steps × features. Their product stays.',
      none: 'as it comes in',
      section: 'Shape',
    }),
  },
  telling: ['shape'],
  inputs: () => [{ id: 'input', label: 'input', takes: 'floats' }],
  outputs: () => [{ id: 'output', label: 'output' }],
  shape: ({ params, input }) => {
    const from = input('input').shape;
    const to = params.shape ?? from;
    if (sizeOf(from) !== sizeOf(to)) {
      return complain(
        'size-differs',
        `cannot lay out ${sizeOf(from)} numbers (${formatShape(from)}) as ${formatShape(to)}, which takes ${sizeOf(to)}.`,
        { label: 'Leave the shape as it comes in', set: { shape: null } },
      );
    }
    return { output: { shape: to, dtype: 'float' } };
  },
  help: {
    about:
      'Changes how the numbers of a sample are laid out, in the order they have: a vector becomes a sequence, or a sequence another one of ' +
      'more steps with fewer features.',
    equations: [{ tex: '\\mathbb{R}^{a \\times b} \\to \\mathbb{R}^{c \\times d}, \\quad ab = cd' }],
    source: 'keras/src/layers/reshaping/reshape.py',
  },
  build: ({ tf, name, input, outputTypes }) => ({
    output: tf.layers.reshape({ name, targetShape: [...(outputTypes.output?.shape ?? [])] }).apply(input('input')) as never,
  }),
});

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
