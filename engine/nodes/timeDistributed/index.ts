import { formatShape, maskOf, type TensorType } from '../../graph';
import type { BuildArgs, BuiltPorts, Layer, SymbolicTensor } from '../build';
import { type Complaint, complain, defineNode, type InnerLayer, isComplaint, type ShapeArgs } from '../define';
import { timeDistributedLayer } from './layer';

/**
 * Does the same at every time step: [time, ...] → [time, ...], by the layer in its frame from [...] to [...].
 * Layers that mix the samples of a batch, such as batch normalisation, are not among those it holds: Keras gives them one time step at a time.
 */
export const timeDistributed = defineNode({
  type: 'timeDistributed',
  title: 'Time distributed',
  group: 'recurrent',
  summary: 'Applies the layer inside it to every time step alone.',
  params: {},
  telling: [],
  inputs: () => [{ id: 'sequence', label: 'steps', takes: 'floats' }],
  outputs: () => [{ id: 'output', label: 'each step' }],
  holds: [
    'dense',
    'activation',
    'dropout',
    'gaussianNoise',
    'layerNormalization',
    'conv1d',
    'maxPooling1d',
    'averagePooling1d',
    'globalAveragePooling1d',
    'globalMaxPooling1d',
    'flatten',
    'reshape',
    'permute',
    'repeatVector',
    'lstm',
    'gru',
    'simpleRnn',
  ],
  shape: (args): Record<string, TensorType> | Complaint => {
    const { inner } = args;
    const type = args.input('sequence');
    if (!inner) return complain('empty-frame', 'needs a layer in its frame: drop one into it, such as a Dense.');
    const flaw = flawOf(inner, type);
    if (flaw) return flaw;
    const shaped = inner.type.shape(stepArgs(args, inner));
    if (isComplaint(shaped)) return shaped;
    const step = Object.values(shaped)[0] as TensorType;
    return { output: { shape: [type.shape[0] ?? 0, ...step.shape], dtype: step.dtype, ...maskOf(type) } };
  },
  weights: (args) => (args.inner ? (args.inner.type.weights?.(stepArgs(args, args.inner)) ?? []) : []),
  activations: (args) => {
    const { inner } = args;
    if (!inner) return 0;
    const step = stepArgs(args, inner);
    const shaped = inner.type.shape(step);
    const plain = isComplaint(shaped) ? 0 : Object.values(shaped).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    return (args.input('sequence').shape[0] ?? 0) * (inner.type.activations?.(step) ?? plain);
  },
  help: {
    about:
      'Cuts a sequence into its time steps and does the same to each, with one set of weights. A Dense needs no such frame, since it works on ' +
      'every step anyway; an LSTM over the words of each sentence of a text does.',
    equations: [{ tex: 'y_t = f(x_t) \\quad \\text{for every time step } t' }],
    source: 'keras/src/layers/rnn/time_distributed.py',
  },
  layers: [timeDistributedLayer],
  build: (args) => {
    const layer = innerLayer(args, (inner, step) => inner.type.build(step));
    if (typeof layer === 'string') throw new Error(layer);
    return { output: args.layers.make(timeDistributedLayer, { name: args.name, layer }).apply(args.input('sequence')) as SymbolicTensor };
  },
  buildStock: (args) => {
    if (args.inputTypes('sequence')[0]?.masked) return 'tfjs hands the mask of the whole sequence to each of its steps.';
    const layer = innerLayer(args, (inner, step) => inner.type.buildStock?.(step) ?? inner.type.build(step));
    if (typeof layer === 'string') return layer;
    return { output: args.tf.layers.timeDistributed({ name: args.name, layer }).apply(args.input('sequence')) as SymbolicTensor };
  },
});

/** What the inner layer is asked: its input is one time step, without a mask. */
function stepArgs(args: ShapeArgs<unknown>, { params }: InnerLayer): ShapeArgs {
  const step = stepOf(args.input('sequence'));
  return {
    params,
    input: () => step,
    inputs: (id) => (id === args.inner?.type.inputs(params)[0]?.id ? [step] : []),
    data: args.data,
    inner: undefined,
  };
}

function stepOf({ shape }: TensorType): TensorType {
  return { shape: shape.slice(1), dtype: 'float' };
}

function flawOf({ type, params, name }: InnerLayer, { shape }: TensorType): Complaint | undefined {
  if (shape.length < 2) return complain('no-time', `needs time steps, but gets ${formatShape(shape)} without any.`);
  const [port, ...others] = type.inputs(params);
  if (others.length > 0 || type.outputs(params).length > 1 || params.stateful === true) {
    return complain('inner-state', `cannot take, give or keep states: switch off the states of "${name}".`);
  }
  if (type.activityPenalty?.(params)) {
    return complain('inner-activity', `cannot penalise the output of the layer inside: set the output L1 and L2 of "${name}" to 0.`);
  }
  if (port?.takes === 'sequence' && shape.length !== 3) {
    return complain('inner-rank', `gives "${name}" ${formatShape(shape.slice(1))} at each time step, but it needs a sequence there.`);
  }
  if (port?.takes === 'vector' && shape.length !== 2) {
    return complain('inner-rank', `gives "${name}" ${formatShape(shape.slice(1))} at each time step, but it needs a vector there.`);
  }
  return undefined;
}

/** The layer that a node type makes for one time step; a sentence where there is none. */
function innerLayer(args: BuildArgs, make: (inner: InnerLayer, step: BuildArgs) => BuiltPorts | string): Layer | string {
  const { inner, tf, inputTypes } = args;
  const [type] = inputTypes('sequence');
  if (!inner || !type) throw new Error('A Time distributed without a layer in its frame was compiled.');
  const step = stepOf(type);
  const shaped = inner.type.shape({ params: inner.params, input: () => step, inputs: () => [step], data: undefined, inner: undefined });
  const symbol = tf.input({ shape: [...step.shape] });
  const built = make(inner, {
    ...args,
    params: inner.params,
    input: () => symbol,
    inputs: () => [symbol],
    inputTypes: () => [step],
    outputTypes: isComplaint(shaped) ? {} : shaped,
    inner: undefined,
  });
  return typeof built === 'string' ? built : (Object.values(built)[0] as SymbolicTensor).sourceLayer;
}
