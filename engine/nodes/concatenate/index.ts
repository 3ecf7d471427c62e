import { formatShape, type TensorType } from '../../graph';
import { clash, complain, defineNode } from '../define';
import { choice } from '../params';
import { concatenateLayer } from './layer';

/** Several inputs that agree on every other axis → one, joined along an axis. */
export const concatenate = defineNode({
  type: 'concatenate',
  title: 'Concatenate',
  group: 'merge',
  summary: 'Joins several inputs side by side.',
  params: {
    axis: choice({
      label: 'Axis',
      help: 'Features: side by side at each time step. Time steps: one after the other.',
      default: 'features',
      options: ['features', 'time'],
      labels: { time: 'time steps' },
      section: 'Shape',
    }),
  },
  telling: ['axis'],
  inputs: () => [{ id: 'inputs', label: 'input', takes: 'floats', many: true }],
  outputs: () => [{ id: 'output', label: 'joined' }],
  shape: ({ params, inputs }) => {
    const types = inputs('inputs');
    const first = types[0] as TensorType;
    if (types.length < 2) return complain('one-input', 'joins two inputs or more, but gets one.');
    const rank = first.shape.length;
    const different = types.find((type) => type.shape.length !== rank);
    if (different) {
      return clash(
        'ranks-differ',
        `cannot join ${formatShape(first.shape)} with ${formatShape(different.shape)}: one is a sequence, the other is not.`,
      );
    }
    if (params.axis === 'time' && rank < 2)
      return complain('no-time', `cannot join along time: ${formatShape(first.shape)} has no time steps.`);
    const axis = params.axis === 'time' ? 0 : rank - 1;
    const odd = types.find((type) => type.shape.some((size, i) => i !== axis && size !== first.shape[i]));
    if (odd) {
      return clash('sizes-differ', `cannot join ${formatShape(first.shape)} with ${formatShape(odd.shape)} along ${params.axis}.`);
    }
    const joined = types.reduce((sum, type) => sum + (type.shape[axis] ?? 0), 0);
    const shape = first.shape.map((size, i) => (i === axis ? joined : size));
    return { output: { shape, dtype: 'float', ...(types.some(({ masked }) => masked) ? { masked: true } : {}) } };
  },
  help: {
    about: 'Puts several inputs side by side without mixing them, such as a context vector beside the hidden states it was made from.',
    equations: [{ tex: 'y = [x_1 ; x_2 ; \\dots]' }],
    source: 'keras/src/layers/merging/concatenate.py',
  },
  layers: [concatenateLayer],
  build: ({ layers, name, params, inputs }) => ({
    output: layers.make(concatenateLayer, { name, axis: params.axis === 'time' ? 1 : -1 }).apply([...inputs('inputs')]) as never,
  }),
  buildStock: ({ tf, name, params, inputs, inputTypes }) =>
    inputTypes('inputs').some(({ masked }) => masked)
      ? 'tfjs joins masks in another way.'
      : { output: tf.layers.concatenate({ name, axis: params.axis === 'time' ? 1 : -1 }).apply([...inputs('inputs')]) as never },
});
