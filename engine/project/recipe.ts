import { z } from 'zod';

/** The data recipe: which file, and every step from it to the tensors the network sees. */

const path = z.string().min(1).max(4096);

/** Where the raw data stand. */
export const sourceSchema = z.discriminatedUnion('is', [
  /** A file, relative to the project file's folder where it stands below it, else absolute. */
  z.strictObject({ is: z.literal('file'), path }),
  /** A file that comes with the program, by its name under `resources/samples`. */
  z.strictObject({ is: z.literal('sample'), name: z.string().regex(/^[\w.-]+$/, 'must be the name of a sample file') }),
  /** Text kept in the project itself. */
  z.strictObject({ is: z.literal('inline'), text: z.string().max(5_000_000) }),
]);

const share = z.number().min(0).max(1);

/** Shares of the samples, in their order in time; the test part is what remains. */
export const splitSchema = z
  .strictObject({ train: share, validation: share })
  .refine(
    ({ train, validation }) => train > 0 && train + validation <= 1 + 1e-9,
    'must leave a train share above 0 and not exceed 1 in all',
  );

const column = z.string().min(1).max(200);

/** Windows over the rows of a table, in time. */
export const tableSchema = z.strictObject({
  is: z.literal('table'),
  source: sourceSchema,
  /** Column that orders the rows; null keeps the file's order. */
  time: column.nullable(),
  /** Columns that enter the network; may include targets. */
  features: z.array(column).max(10_000),
  /** Columns to forecast. */
  targets: z.array(column).max(1000),
  /** Time steps in a window. */
  window: z.number().int().min(1).max(100_000),
  /** How many steps after the window are forecast. */
  horizon: z.number().int().min(1).max(10_000),
  /** `after`: the target of a window is what follows it. `everyStep`: every time step has a target, `horizon` steps after it. */
  targetAt: z.enum(['after', 'everyStep']),
  /** What becomes of gaps in a column. */
  missing: z.enum(['interpolate', 'previous', 'drop']),
  /** Fitted on training rows alone. */
  scaling: z.enum(['none', 'standard', 'minMax']),
  split: splitSchema,
});

/** Every line's prefixes as word indices, the word after each as its target. */
export const wordsSchema = z.strictObject({
  is: z.literal('words'),
  source: sourceSchema,
  /** Words in a sequence, target included; shorter ones are padded in front with 0. null: as long as the longest line. */
  length: z.number().int().min(2).max(10_000).nullable(),
  /** Keep the most frequent words only; the rest become one unknown word. null keeps all. */
  maxWords: z.number().int().min(1).max(1_000_000).nullable(),
  split: splitSchema,
});

/** Windows of characters, the character after each as its target. */
export const charactersSchema = z.strictObject({
  is: z.literal('characters'),
  source: sourceSchema,
  lowerCase: z.boolean(),
  /** Characters in a window. */
  window: z.number().int().min(1).max(10_000),
  /** Characters between the starts of two windows. */
  stride: z.number().int().min(1).max(10_000),
  /** `index` for an Embedding; `oneHot`; `scaled`: index ÷ number of characters, as one feature. */
  encoding: z.enum(['index', 'oneHot', 'scaled']),
  split: splitSchema,
});

export const recipeSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('none') }),
  tableSchema,
  wordsSchema,
  charactersSchema,
]);

export type Source = z.infer<typeof sourceSchema>;
export type Split = z.infer<typeof splitSchema>;
export type TableRecipe = z.infer<typeof tableSchema>;
export type WordsRecipe = z.infer<typeof wordsSchema>;
export type CharactersRecipe = z.infer<typeof charactersSchema>;
export type Recipe = z.infer<typeof recipeSchema>;
