import { defineNode } from '../define';
import { int } from '../params';

/** [features] → [n, features]. */
export const repeatVector = defineNode({
  type: 'repeatVector',
  title: 'Repeat vector',
  group: 'dense',
  summary: 'Makes a sequence of one vector, the same at every time step.',
  params: {
    n: int({ label: 'Time steps', help: 'How often the vector stands in the sequence.', default: 10, section: 'Shape' }),
  },
  telling: ['n'],
  inputs: () => [{ id: 'vector', label: 'vector', takes: 'vector' }],
  outputs: () => [{ id: 'output', label: 'sequence' }],
  shape: ({ params, input }) => ({ output: { shape: [params.n, ...input('vector').shape], dtype: 'float' } }),
  help: {
    about:
      'Hands one vector to every step of a decoder: an encoder’s last state, repeated as often as there are steps to forecast, and a recurrent ' +
      'layer with return sequences behind it.',
    equations: [{ tex: 'y_t = x, \\quad t = 1, \\dots, n' }],
    source: 'keras/src/layers/reshaping/repeat_vector.py',
  },
  build: ({ tf, name, params, input }) => ({
    output: tf.layers.repeatVector({ name, n: params.n }).apply(input('vector')) as never,
  }),
});
