import { z } from 'zod';

/** What a recipe learned from its data, so that it can be applied to other data: kept in `run.json` and in exports. */

const scale = z.strictObject({
  column: z.string(),
  /** scaled = (value − offset) ÷ factor */
  offset: z.number(),
  factor: z.number().gt(0),
});

const size = z.number().int().min(1);
const token = z.number().int().min(0);

export const tablePipelineSchema = z.strictObject({
  is: z.literal('table'),
  time: z.string().nullable(),
  /** Along the last axis of the input. */
  features: z.array(z.string()).min(1),
  /** Along the last axis of the target. */
  targets: z.array(z.string()).min(1),
  window: size,
  horizon: size,
  targetAt: z.enum(['after', 'everyStep']),
  missing: z.enum(['interpolate', 'previous', 'drop']),
  /** One for each column of features and targets. */
  scales: z.array(scale),
});

export const wordsPipelineSchema = z.strictObject({
  is: z.literal('words'),
  /** Indices in an input; shorter ones are padded in front with 0. */
  steps: size,
  /** Tokens by index; index 0 is padding, an empty text. */
  tokens: z.array(z.string()).min(2),
  /** Index of words that are not in `tokens`; null leaves them out. */
  unknown: token.nullable(),
  /** Texts are lower-cased, these characters become spaces, and spaces split words: the rules of the Keras `Tokenizer`. */
  filters: z.string(),
});

export const charactersPipelineSchema = z.strictObject({
  is: z.literal('characters'),
  steps: size,
  lowerCase: z.boolean(),
  encoding: z.enum(['index', 'oneHot', 'scaled']),
  /** Characters by index, in the order of their code points; others are left out. */
  tokens: z.array(z.string()).min(2),
  /** Index that fills a window in front where the text is shorter. */
  padding: token,
});

export const labelledPipelineSchema = z.strictObject({
  is: z.literal('labelled'),
  /** Columns of the table. */
  text: z.string(),
  label: z.string(),
  /** Indices in an input. */
  steps: size,
  /** Words by index; index 0 is padding, an empty text. */
  tokens: z.array(z.string()).min(1),
  unknown: token.nullable(),
  filters: z.string(),
  /** Indices there may be at most: rows that an Embedding needs. */
  vocabulary: size,
  /** The end that is padded with 0, and the end of longer texts that is cut. */
  padding: z.enum(['pre', 'post']),
  truncation: z.enum(['pre', 'post']),
  /** By class; of two the second is what a prediction is the probability of. */
  labels: z.array(z.string()).min(2),
});

export const taskPipelineSchema = z.strictObject({ is: z.literal('task'), kind: z.enum(['adding', 'copy']), length: size });

export const pipelineSchema = z.discriminatedUnion('is', [
  tablePipelineSchema,
  wordsPipelineSchema,
  charactersPipelineSchema,
  labelledPipelineSchema,
  taskPipelineSchema,
]);

export type TablePipeline = z.infer<typeof tablePipelineSchema>;
export type WordsPipeline = z.infer<typeof wordsPipelineSchema>;
export type CharactersPipeline = z.infer<typeof charactersPipelineSchema>;
export type LabelledPipeline = z.infer<typeof labelledPipelineSchema>;
export type TaskPipeline = z.infer<typeof taskPipelineSchema>;
export type Pipeline = z.infer<typeof pipelineSchema>;
