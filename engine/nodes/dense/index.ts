import { maskOf } from '../../graph';
import { defineNode } from '../define';
import { choice, flag, int } from '../params';
import { ACTIVATIONS, notInTfjs } from '../traits/activations';
import { penaltyOf, penaltyParams, regularised, weightParams } from '../traits/regularisers';
import { denseLayer } from './layer';

/** [..., features] → [..., units], the same weights at every time step. */
export const dense = defineNode({
  type: 'dense',
  title: 'Dense',
  group: 'dense',
  summary: 'A weighted sum of all inputs for each unit, then an activation.',
  params: {
    units: int({ label: 'Units', help: 'How many numbers come out.', default: 1, section: 'Shape' }),
    useBias: flag({ label: 'Use bias', help: 'Adds a learned constant to each unit.', default: true, section: 'Shape' }),
    activation: choice({
      label: 'Activation',
      help: 'Linear for numbers, softmax for one of several classes, sigmoid for yes or no.',
      default: 'linear',
      options: ACTIVATIONS,
      section: 'Activations',
    }),
    ...weightParams('kernel', 'Kernel', { help: 'How the weights start.', usual: 'glorotUniform' }),
    ...weightParams('bias', 'Bias', { help: 'How the bias starts.', usual: 'zeros' }),
    ...penaltyParams('activity', 'Output'),
  },
  telling: ['units', 'activation'],
  inputs: () => [{ id: 'input', label: 'input', takes: 'floats' }],
  outputs: ({ activation }) => [{ id: 'output', label: activation === 'softmax' ? 'probabilities' : 'output' }],
  shape: ({ params, input }) => {
    const type = input('input');
    const { units, activation } = params;
    return { output: { shape: [...type.shape.slice(0, -1), units], dtype: 'float', activation, ...maskOf(type) } };
  },
  weights: ({ params, input }) => [
    regularised({ name: 'kernel', shape: [input('input').shape.at(-1) ?? 0, params.units] }, params, 'kernel'),
    ...(params.useBias ? [regularised({ name: 'bias', shape: [params.units] }, params, 'bias')] : []),
  ],
  activityPenalty: (params) => penaltyOf(params, 'activity'),
  help: {
    about:
      'Connects every input with every unit. At the end of a network it turns a state into the answer: one unit for a number, ' +
      'one unit for each class with softmax. On a sequence it works on each time step alone.',
    equations: [{ tex: 'y = \\phi(x W + b)' }],
    source: 'keras/src/layers/core/dense.py',
  },
  layers: [denseLayer],
  build: ({ layers, name, params, input, initialiser }) => {
    const layer = layers.make(denseLayer, {
      name,
      units: params.units,
      activation: params.activation,
      useBias: params.useBias,
      kernelInitializer: initialiser(params.kernelInitializer, params.kernelConstant),
      biasInitializer: initialiser(params.biasInitializer, params.biasConstant),
    });
    return { output: layer.apply(input('input')) as never };
  },
  buildStock: ({ tf, name, params, input }) => {
    const missing = notInTfjs(params.activation);
    if (missing) return missing;
    const layer = tf.layers.dense({
      name,
      units: params.units,
      activation: params.activation as never,
      useBias: params.useBias,
    });
    return { output: layer.apply(input('input')) as never };
  },
});
