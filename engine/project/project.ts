import { z } from 'zod';
import { emptyGraph, type Graph } from '../graph';
import { recipeSchema } from './recipe';
import { defaultTraining, trainingSchema } from './training';

/** The saved document: one JSON object that says everything a run depends on. */

export const FORMAT = 'unroll';
export const VERSION = 1;
export const EXTENSION = '.unroll.json';

const id = z.string().min(1).max(100);
const name = z
  .string()
  .min(1)
  .max(64)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u,
    'must start with a letter or digit and hold letters, digits, spaces, dots, dashes and underscores only',
  );
const coordinate = z.number().min(-1e6).max(1e6);
const port = z.strictObject({ node: id, port: z.string().min(1).max(100) });
const paramValue = z.json();

const nodeSchema = z.strictObject({
  id,
  type: z.string().min(1).max(100),
  version: z.number().int('must be a whole number').min(1).optional(),
  name,
  params: z.record(z.string(), paramValue),
  position: z.strictObject({ x: coordinate, y: coordinate }),
  parent: id.optional(),
  bypassed: z.literal(true).optional(),
});

export const nodeNameSchema = name;

/** Form only; `readProject` also checks parameters, wires and frames. */
export const graphSchema = z.strictObject({
  nodes: z.array(nodeSchema).max(10_000),
  edges: z.array(z.strictObject({ from: port, to: port })).max(50_000),
}) as unknown as z.ZodType<Graph>;

/** Numbers typed for an Input node, so that a network can be run without data. */
export const typedInputSchema = z.strictObject({
  /** Name of the Input node. */
  input: name,
  /** [batch, …]. */
  shape: z.array(z.number().int().min(0)).min(1).max(5),
  /** Row by row. */
  values: z.array(z.number()).max(1_000_000),
});

export const projectSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** On templates: what the card on the start page says. */
  about: z
    .strictObject({
      title: z.string().min(1).max(100),
      summary: z.string().max(300),
      category: z.enum(['text', 'time series', 'concept']),
    })
    .optional(),
  graph: graphSchema,
  data: recipeSchema,
  training: trainingSchema,
  /** What the network was last run on by hand; the Run panel opens with it. */
  inputs: z.array(typedInputSchema).max(16).optional(),
  /** Start of every random number: weights, order of samples, dropout, generation. */
  seed: z
    .number()
    .int('must be a whole number')
    .min(0)
    .max(2 ** 31 - 1),
});

export type TypedInput = z.infer<typeof typedInputSchema>;
export type Project = z.infer<typeof projectSchema>;

export const emptyProject: Project = {
  format: FORMAT,
  version: VERSION,
  graph: emptyGraph,
  data: { is: 'none' },
  training: defaultTraining,
  seed: 1,
};
