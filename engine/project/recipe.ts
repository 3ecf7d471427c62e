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

/** Start of the random numbers of the data alone: a run with another seed of the project still sees the same samples. */
const dataSeed = z
  .number()
  .int('must be a whole number')
  .min(0)
  .max(2 ** 31 - 1);

/** Texts with a label each, one row of a table a sample. */
export const labelledSchema = z.strictObject({
  is: z.literal('labelled'),
  source: sourceSchema,
  /** Column of the texts. */
  text: column,
  /** Column of the labels. Two different ones are yes and no, more are classes. */
  label: column,
  /** Indices there are at most, padding included: the most frequent words of the training texts have one, as with Keras's `num_words`. */
  vocabulary: z.number().int('must be a whole number').min(3).max(1_000_000),
  /** Whether words without an index become one unknown word, as with Keras's `oov_token`, or are left out. */
  unknownWord: z.boolean(),
  /** Words in a sequence; shorter texts are padded with 0. */
  length: z.number().int('must be a whole number').min(1).max(10_000),
  /** The end that is padded, and the end of longer texts that is cut. Keras's `pad_sequences` takes `pre` for both. */
  padding: z.enum(['pre', 'post']),
  truncation: z.enum(['pre', 'post']),
  /** `shuffled`: the parts are drawn by `seed`, which files sorted by label need. `file`: they follow each other as in the file. */
  order: z.enum(['shuffled', 'file']),
  seed: dataSeed,
  split: splitSchema,
});

/** Sequences made by the program, on which a network shows how far back it remembers. */
export const taskSchema = z.strictObject({
  is: z.literal('task'),
  /**
   * `adding`: the sum of the two marked numbers among many (Hochreiter & Schmidhuber 1997, in the form of Le et al. 2015).
   * `copy`: ten symbols, to be repeated after a long blank (Arjovsky et al. 2016).
   */
  kind: z.enum(['adding', 'copy']),
  /** Time steps of an adding sample; of a copy sample the blank between the symbols and their copy. */
  length: z.number().int('must be a whole number').min(2).max(10_000),
  samples: z.number().int('must be a whole number').min(1).max(1_000_000),
  seed: dataSeed,
  split: splitSchema,
});

export const recipeSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('none') }),
  tableSchema,
  wordsSchema,
  charactersSchema,
  labelledSchema,
  taskSchema,
]);

export type Source = z.infer<typeof sourceSchema>;
export type Split = z.infer<typeof splitSchema>;
export type TableRecipe = z.infer<typeof tableSchema>;
export type WordsRecipe = z.infer<typeof wordsSchema>;
export type CharactersRecipe = z.infer<typeof charactersSchema>;
export type LabelledRecipe = z.infer<typeof labelledSchema>;
export type TaskRecipe = z.infer<typeof taskSchema>;
export type Recipe = z.infer<typeof recipeSchema>;

/** Where a recipe's raw data stand; null where it needs none. */
export function sourceOf(recipe: Recipe): Source | null {
  return recipe.is === 'none' || recipe.is === 'task' ? null : recipe.source;
}

/** The recipe over other raw data; as it is where it needs none. */
export function withSource(recipe: Recipe, source: Source): Recipe {
  return recipe.is === 'none' || recipe.is === 'task' ? recipe : { ...recipe, source };
}
