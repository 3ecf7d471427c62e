import { formatShape } from '../../graph';
import { type Complaint, complain, defineNode } from '../define';
import { choice, flag, int } from '../params';
import { ACTIVATIONS, notInTfjs } from '../traits/activations';
import { penaltyOf, penaltyParams, regularised, weightParams } from '../traits/regularisers';
import { type Sliding, slidingSteps } from '../traits/sliding';
import { conv1dLayer } from './layer';

/** [time, features] → [steps, filters]. */
export const conv1d = defineNode({
  type: 'conv1d',
  title: 'Conv1D',
  group: 'dense',
  summary: 'Slides learned filters along the sequence, each over a few neighbouring time steps.',
  params: {
    filters: int({
      label: 'Filters',
      help: 'How many patterns are looked for: numbers that come out at each step.',
      default: 32,
      section: 'Shape',
    }),
    kernelSize: int({ label: 'Kernel size', help: 'Time steps that a filter sees at once.', default: 3, section: 'Shape' }),
    strides: int({ label: 'Stride', help: 'Time steps from one place of the filter to the next.', default: 1, section: 'Shape' }),
    padding: choice({
      label: 'Padding',
      help: 'Valid: only where the filter fits. Same: as many steps as came in. Causal: the same, and no step sees a later one.',
      default: 'valid',
      options: ['valid', 'same', 'causal'],
      section: 'Shape',
    }),
    dilationRate: int({
      label: 'Dilation',
      help: 'Steps between the places that a filter sees; 1 sees neighbours.',
      default: 1,
      section: 'Shape',
    }),
    groups: int({ label: 'Groups', help: 'Filters the features in so many blocks, each by itself.', default: 1, section: 'Shape' }),
    useBias: flag({ label: 'Use bias', help: 'Adds a learned constant to each filter.', default: true, section: 'Shape' }),
    activation: choice({
      label: 'Activation',
      help: 'Applied to what the filters find.',
      default: 'linear',
      options: ACTIVATIONS,
      section: 'Activations',
    }),
    ...weightParams('kernel', 'Kernel', { help: 'How the filters start.', usual: 'glorotUniform' }),
    ...weightParams('bias', 'Bias', { help: 'How the bias starts.', usual: 'zeros' }),
    ...penaltyParams('activity', 'Output'),
  },
  telling: ['filters', 'kernelSize', 'padding'],
  inputs: () => [{ id: 'sequence', label: 'sequence', takes: 'sequence' }],
  outputs: () => [{ id: 'output', label: 'filtered' }],
  shape: ({ params, input }) => {
    const { shape } = input('sequence');
    const [time = 0, features = 0] = shape;
    const flaw = flawOf(params, features);
    if (flaw) return flaw;
    const steps = slidingSteps(time, slidingOf(params));
    if (steps < 1) {
      return complain('too-short', `needs ${reachOf(params)} time steps for its filters, but gets ${formatShape(shape)}.`, {
        label: 'Set padding to same',
        set: { padding: 'same' },
      });
    }
    return { output: { shape: [steps, params.filters], dtype: 'float', activation: params.activation } };
  },
  weights: ({ params, input }) => {
    const features = (input('sequence').shape[1] ?? 0) / params.groups;
    return [
      regularised({ name: 'kernel', shape: [params.kernelSize, features, params.filters] }, params, 'kernel'),
      ...(params.useBias ? [regularised({ name: 'bias', shape: [params.filters] }, params, 'bias')] : []),
    ];
  },
  activityPenalty: (params) => penaltyOf(params, 'activity'),
  activations: ({ params, input }) => {
    const [time = 0, features = 0] = input('sequence').shape;
    return Math.max(0, slidingSteps(time, slidingOf(params))) * (params.kernelSize * features + 2 * params.filters);
  },
  help: {
    about:
      'Looks for short patterns wherever they stand in the sequence, with the same weights everywhere. It is quick, since no step waits for ' +
      'another. Causal padding keeps the future out, dilation reaches far back with few weights.',
    equations: [
      { tex: 'y_{tj} = \\phi\\Big(b_j + \\textstyle\\sum_{k,i} W_{kij} \\, x_{(ts + kd)\\, i}\\Big)', label: 'stride s, dilation d' },
    ],
    source: 'LeCun et al. 1998; dilated: van den Oord et al. 2016; keras/src/layers/convolutional/conv1d.py',
  },
  layers: [conv1dLayer],
  build: ({ layers, name, params, input, initialiser }) => {
    const { filters, groups, activation, useBias } = params;
    const layer = layers.make(conv1dLayer, {
      ...{ name, filters, groups, activation, useBias },
      ...slidingOf(params),
      kernelInitializer: initialiser(params.kernelInitializer, params.kernelConstant),
      biasInitializer: initialiser(params.biasInitializer, params.biasConstant),
    });
    return { output: layer.apply(input('sequence')) as never };
  },
  buildStock: ({ tf, name, params, input }) => {
    const missing = params.groups > 1 ? 'tfjs has no convolution in groups.' : notInTfjs(params.activation);
    if (missing) return missing;
    const { filters, kernelSize, strides, padding, dilationRate, useBias } = params;
    const activation = params.activation as never;
    const layer = tf.layers.conv1d({ name, filters, kernelSize, strides, padding: padding as never, dilationRate, useBias, activation });
    return { output: layer.apply(input('sequence')) as never };
  },
});

interface ConvValues {
  readonly kernelSize: number;
  readonly strides: number;
  readonly dilationRate: number;
  readonly padding: Sliding['padding'];
  readonly groups: number;
  readonly filters: number;
}

function slidingOf({ kernelSize, strides, dilationRate, padding }: ConvValues): Sliding {
  return { size: kernelSize, stride: strides, dilation: dilationRate, padding };
}

function reachOf({ kernelSize, dilationRate }: ConvValues): number {
  return (kernelSize - 1) * dilationRate + 1;
}

function flawOf({ strides, dilationRate, groups, filters }: ConvValues, features: number): Complaint | undefined {
  if (strides > 1 && dilationRate > 1) {
    return complain('stride-dilation', 'cannot have a stride and a dilation at once: set one of them to 1.', {
      label: 'Set stride to 1',
      set: { strides: 1 },
    });
  }
  if (features % groups === 0 && filters % groups === 0) return undefined;
  const odd = features % groups === 0 ? `${filters} filters` : `${features} features`;
  return complain('groups', `cannot split ${odd} into ${groups} groups of one size.`, { label: 'Set groups to 1', set: { groups: 1 } });
}
