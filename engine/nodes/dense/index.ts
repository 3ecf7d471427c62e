import { defineNode } from '../define';
import { choice, flag, int } from '../params';
import { ACTIVATIONS, notInTfjs } from '../traits/activations';
import { INITIALISERS } from '../traits/initialisers';
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
    kernelInitializer: choice({
      label: 'Kernel',
      help: 'How the weights start.',
      default: 'glorotUniform',
      options: INITIALISERS,
      section: 'Initialisation',
    }),
    biasInitializer: choice({
      label: 'Bias',
      help: 'How the bias starts.',
      default: 'zeros',
      options: INITIALISERS,
      section: 'Initialisation',
    }),
  },
  telling: ['units', 'activation'],
  inputs: () => [{ id: 'input', label: 'input', takes: 'floats' }],
  outputs: ({ activation }) => [{ id: 'output', label: activation === 'softmax' ? 'probabilities' : 'output' }],
  shape: ({ params, input }) => ({
    output: { shape: [...input('input').shape.slice(0, -1), params.units], dtype: 'float', activation: params.activation },
  }),
  weights: ({ params, input }) => [
    { name: 'kernel', shape: [input('input').shape.at(-1) ?? 0, params.units] },
    ...(params.useBias ? [{ name: 'bias', shape: [params.units] }] : []),
  ],
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
      kernelInitializer: initialiser(params.kernelInitializer),
      biasInitializer: initialiser(params.biasInitializer),
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
