import { formatShape, type TensorType } from '../../graph';
import { clash, complain, defineNode } from '../define';
import { choice, flag } from '../params';
import { type DotArgs, dotLayer } from './layer';

const AXES = ['features', 'time'] as const;
const axisHelp = 'Summed over: features compares time steps with each other, time steps compares features.';

/** Two inputs → their products summed over one axis of each: [a, d] and [b, d] → [a, b]. */
export const dot = defineNode({
  type: 'dot',
  title: 'Dot',
  group: 'merge',
  summary: 'Compares two inputs by their dot products.',
  params: {
    firstAxis: choice({
      label: 'Axis of the first',
      help: axisHelp,
      default: 'features',
      options: AXES,
      labels: { time: 'time steps' },
      section: 'Shape',
    }),
    secondAxis: choice({
      label: 'Axis of the second',
      help: axisHelp,
      default: 'features',
      options: AXES,
      labels: { time: 'time steps' },
      section: 'Shape',
    }),
    normalize: flag({
      label: 'Normalise',
      help: 'Brings the vectors to length 1 first, so that the products are cosines from −1 to 1.',
      default: false,
      section: 'Shape',
    }),
  },
  telling: ['normalize'],
  inputs: () => [
    { id: 'first', label: 'first', takes: 'floats' },
    { id: 'second', label: 'second', takes: 'floats' },
  ],
  outputs: () => [{ id: 'output', label: 'products' }],
  shape: ({ params, input }) => {
    const [first, second] = [input('first'), input('second')];
    for (const [type, axis] of [
      [first, params.firstAxis],
      [second, params.secondAxis],
    ] as const) {
      if (type.shape.length > 2) return clash('rank', `compares vectors and sequences, but gets ${formatShape(type.shape)}.`);
      if (axis === 'time' && type.shape.length < 2)
        return complain('no-time', `cannot sum over time: ${formatShape(type.shape)} has no time steps.`);
    }
    const [a, b] = axesOf(params, [first, second]);
    if (first.shape[a - 1] !== second.shape[b - 1]) {
      return clash(
        'sizes-differ',
        `sums over ${first.shape[a - 1]} places of ${formatShape(first.shape)} and ${second.shape[b - 1]} of ${formatShape(second.shape)}: both need the same number.`,
      );
    }
    const left = [...first.shape.filter((_, axis) => axis !== a - 1), ...second.shape.filter((_, axis) => axis !== b - 1)];
    return { output: { shape: left.length === 0 ? [1] : left, dtype: 'float' } };
  },
  help: {
    about:
      'Says how well things fit together: two vectors give one number, two sequences a number for every pair of time steps. It is the raw ' +
      'material of attention.',
    equations: [
      { tex: 'y_{ij} = \\textstyle\\sum_d a_{id} \\, b_{jd}' },
      { tex: '\\cos(a, b) = \\frac{a \\cdot b}{\\lVert a \\rVert \\lVert b \\rVert}', label: 'normalised' },
    ],
    source: 'keras/src/layers/merging/dot.py',
  },
  layers: [dotLayer],
  build: ({ layers, name, params, input, inputTypes }) => {
    const axes = axesOf(params, [...inputTypes('first'), ...inputTypes('second')]);
    const layer = layers.make(dotLayer, { name, axes, normalize: params.normalize });
    return { output: layer.apply([input('first'), input('second')]) as never };
  },
  buildStock: ({ tf, name, params, input, inputTypes }) => {
    if (params.normalize) return 'tfjs normalises in another way.';
    const axes = axesOf(params, [...inputTypes('first'), ...inputTypes('second')]);
    return { output: tf.layers.dot({ name, axes: [...axes] }).apply([input('first'), input('second')]) as never };
  },
});

/** Counted with the batch. */
function axesOf(
  { firstAxis, secondAxis }: Readonly<Record<'firstAxis' | 'secondAxis', (typeof AXES)[number]>>,
  [first, second]: readonly TensorType[],
): DotArgs['axes'] {
  return [firstAxis === 'time' ? 1 : (first?.shape.length ?? 1), secondAxis === 'time' ? 1 : (second?.shape.length ?? 1)];
}
