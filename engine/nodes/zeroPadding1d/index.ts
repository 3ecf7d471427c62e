import { defineNode } from '../define';
import { int } from '../params';
import { zeroPadding1dLayer } from './layer';

/** [time, features] → [before + time + after, features]; the mask ends here, as in Keras. */
export const zeroPadding1d = defineNode({
  type: 'zeroPadding1d',
  title: 'Zero padding 1D',
  group: 'dense',
  summary: 'Puts time steps of zeros before and behind a sequence.',
  params: {
    before: int({ label: 'Before', help: 'Time steps of zeros before the first one.', default: 1, min: 0, section: 'Shape' }),
    after: int({ label: 'After', help: 'Time steps of zeros behind the last one.', default: 1, min: 0, section: 'Shape' }),
  },
  telling: ['before', 'after'],
  inputs: () => [{ id: 'sequence', label: 'sequence', takes: 'sequence' }],
  outputs: () => [{ id: 'output', label: 'padded' }],
  shape: ({ params, input }) => {
    const [time = 0, features = 0] = input('sequence').shape;
    return { output: { shape: [params.before + time + params.after, features], dtype: 'float' } };
  },
  help: {
    about:
      'Makes room at the ends of a sequence, such as before a convolution, so that its filter also stands at the first and the last step, or ' +
      'to bring two sequences to one length. Later layers take the zeros for data: they are not masked.',
    equations: [{ tex: 'y = [\\underbrace{0, \\dots, 0}_{a}, x_1, \\dots, x_T, \\underbrace{0, \\dots, 0}_{b}]' }],
    source: 'keras/src/layers/reshaping/zero_padding1d.py',
  },
  layers: [zeroPadding1dLayer],
  build: ({ layers, name, params, input }) => {
    const { before, after } = params;
    return { output: layers.make(zeroPadding1dLayer, { name, before, after }).apply(input('sequence')) as never };
  },
  buildStock: () => 'tfjs has no padding over time alone.',
});
