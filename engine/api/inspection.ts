import { z } from 'zod';
import { projectSchema, typedInputSchema } from '../project';
import { count, measured, path, runId } from './schemas';

/** Looking inside: what every wire carries for one input, and every gate of a recurrent layer. */

/** Numbers sent of one tensor at most; more are cut off behind. */
export const MAX_SHOWN = 40_000;

const tensor = z.strictObject({ shape: z.array(count), values: z.array(measured).max(MAX_SHOWN), cut: z.boolean() });

const part = z.enum(['train', 'validation', 'test']);

export const inspectInput = z.discriminatedUnion('is', [
  /** Samples of the project's data, from number `index` of a part on. */
  z.strictObject({
    is: z.literal('samples'),
    part,
    index: count,
    count: z.number().int().min(1).max(64),
  }),
  z.strictObject({ is: z.literal('numbers'), tensors: z.array(typedInputSchema).max(16) }),
]);

export const TRACE_NAMES = ['f', 'i', 'candidate', 'c', 'o', 'h', 'z', 'r'] as const;

const trace = z.strictObject({
  name: z.enum(TRACE_NAMES),
  /** [time, units] of the first sample. */
  values: z.array(measured).max(MAX_SHOWN),
});

/** Whether the samples are not of the data that the run was trained on: their file was changed or exchanged since. */
const dataChanged = z.boolean();

const inspected = z.strictObject({
  dataChanged,
  /** By output port of each node, in order. */
  ports: z.array(z.strictObject({ node: z.string(), port: z.string(), tensor })),
  /** Of each recurrent layer; a Bidirectional has two. Steps in the order they are read. */
  cells: z.array(
    z.strictObject({
      node: z.string(),
      name: z.string(),
      direction: z.enum(['forward', 'backward']),
      steps: count,
      units: count,
      traces: z.array(trace),
    }),
  ),
  /** What each time step of the first sample is, in words: tokens of a text, moments of a table; empty for typed numbers. */
  steps: z.array(z.string()),
  target: z.string().nullable(),
});

/** What a rule of clipping leaves of the gradient by a layer's weights. */
const clipped = z.strictObject({
  /** `norm`: each weight's gradient shrunk to `limit`. `value`: every number cut to ±`limit`. `project`: the project's own settings. */
  by: z.enum(['none', 'norm', 'value', 'project']),
  limit: z.number().nullable(),
  /** Euclidean norm of the gradient by all weights of the layer, after the rule. */
  norm: measured,
});

const layerGradient = z.strictObject({
  node: z.string(),
  name: z.string(),
  direction: z.enum(['forward', 'backward']),
  units: count,
  /**
   * Norm of ∂loss/∂h at each time step of the sequence, first to last: of each sample's own loss, then the mean over the samples.
   * The derivative goes through all later steps.
   */
  norms: z.array(measured).max(10_000),
  /** The same for an LSTM's cell state as the next step takes it. */
  cellNorms: z.array(measured).max(10_000).nullable(),
  /** Norm of the gradient by the layer's weights, of the mean loss, as it is and after clipping. */
  gradientNorm: measured,
  clipped: z.array(clipped),
});

const gradients = z.strictObject({
  dataChanged,
  /** Mean loss over the samples, with all penalties, nothing dropped out. */
  loss: measured,
  samples: count,
  /** Of each recurrent layer that leads to an Output; a Bidirectional has two. */
  layers: z.array(layerGradient),
});

export const inspectionCalls = {
  /** Runs the network on an input, with the weights of a run's best epoch, or with fresh ones from the seed where `run` is null. */
  'inspect.run': {
    in: z.strictObject({ project: projectSchema, projectPath: path.nullable(), run: runId.nullable(), input: inspectInput }),
    out: inspected,
  },
  /** How the loss of samples depends on each time step's state; weights as with `inspect.run`. */
  'inspect.gradients': {
    in: z.strictObject({
      project: projectSchema,
      projectPath: path.nullable(),
      run: runId.nullable(),
      part,
      index: count,
      count: z.number().int().min(1).max(256),
    }),
    out: gradients,
  },
} as const;

export type InspectInput = z.infer<typeof inspectInput>;
export type Inspected = z.infer<typeof inspected>;
export type Gradients = z.infer<typeof gradients>;
export type LayerGradient = z.infer<typeof layerGradient>;
export type InspectedTensor = z.infer<typeof tensor>;
