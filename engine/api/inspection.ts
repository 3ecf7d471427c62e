import { z } from 'zod';
import { projectSchema } from '../project';
import { count, measured, path, runId } from './schemas';

/** Looking inside: what every wire carries for one input, and every gate of a recurrent layer. */

/** Numbers sent of one tensor at most; more are cut off behind. */
export const MAX_SHOWN = 40_000;

const tensor = z.strictObject({ shape: z.array(count), values: z.array(measured).max(MAX_SHOWN), cut: z.boolean() });

const given = z.strictObject({
  /** Name of an Input node. */
  input: z.string(),
  /** [batch, …]. */
  shape: z.array(count).min(1).max(5),
  values: z.array(z.number()).max(1_000_000),
});

export const inspectInput = z.discriminatedUnion('is', [
  /** Samples of the project's data, from number `index` of a part on. */
  z.strictObject({
    is: z.literal('samples'),
    part: z.enum(['train', 'validation', 'test']),
    index: count,
    count: z.number().int().min(1).max(64),
  }),
  z.strictObject({ is: z.literal('numbers'), tensors: z.array(given).max(16) }),
]);

export const TRACE_NAMES = ['f', 'i', 'candidate', 'c', 'o', 'h', 'z', 'r'] as const;

const trace = z.strictObject({
  name: z.enum(TRACE_NAMES),
  /** [time, units] of the first sample. */
  values: z.array(measured).max(MAX_SHOWN),
});

const inspected = z.strictObject({
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

export const inspectionCalls = {
  /** Runs the network on an input, with the weights of a run's best epoch, or with fresh ones from the seed where `run` is null. */
  'inspect.run': {
    in: z.strictObject({ project: projectSchema, projectPath: path.nullable(), run: runId.nullable(), input: inspectInput }),
    out: inspected,
  },
} as const;

export type InspectInput = z.infer<typeof inspectInput>;
export type Inspected = z.infer<typeof inspected>;
export type InspectedTensor = z.infer<typeof tensor>;
