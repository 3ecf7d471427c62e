import { z } from 'zod';
import { recipeSchema, sourceSchema } from '../project';
import { count, curve, dataSpecSchema, measured, path } from './schemas';

/** Looking at raw files, and at the tensors a recipe makes of them. */

const columnProfile = z.strictObject({
  name: z.string(),
  type: z.enum(['number', 'time', 'text', 'boolean']),
  missing: count,
  distinct: count,
  /** Of a numeric column. */
  numbers: z.strictObject({ min: measured, max: measured, mean: measured, deviation: measured }).nullable(),
  /** First and last moment of a time column, ISO 8601. */
  span: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
  /** The column in file order, thinned for a small picture; empty for text. */
  picture: curve,
});

const tableProfile = z.strictObject({
  is: z.literal('table'),
  name: z.string(),
  bytes: count,
  rows: count,
  /** As sniffed: what separates the fields, whether the first line names the columns. */
  dialect: z.strictObject({ delimiter: z.string(), header: z.boolean() }).nullable(),
  columns: z.array(columnProfile),
  /** First rows as text, in the order of `columns`. */
  preview: z.array(z.array(z.string().nullable())),
  /** Lines the reader could not take, and how many there are in all. */
  rejects: z.array(z.strictObject({ line: count, column: z.string().nullable(), reason: z.string(), text: z.string() })),
  rejected: count,
  /** What the file most likely is for. */
  suggestion: z.strictObject({ time: z.string().nullable(), targets: z.array(z.string()), features: z.array(z.string()) }),
  /** Columns that look like texts with a label each; null where none do. */
  labelled: z.strictObject({ text: z.string(), label: z.string() }).nullable(),
  licence: z.string().nullable(),
});

const textProfile = z.strictObject({
  is: z.literal('text'),
  name: z.string(),
  bytes: count,
  characters: count,
  lines: count,
  words: count,
  distinctWords: count,
  distinctCharacters: count,
  /** Its first few thousand characters. */
  head: z.string(),
  licence: z.string().nullable(),
});

export const profile = z.discriminatedUnion('is', [tableProfile, textProfile]);

/** One sample as the network will see it, in words for text and in the data's own units for tables. */
const shownSample = z.strictObject({
  part: z.enum(['train', 'validation', 'test']),
  /** Text: the tokens, padding as an empty string. Table: one line per time step. */
  input: z.array(z.string()),
  target: z.string(),
  /** The numbers in the input tensor, row by row, at most 400. */
  tensor: z.array(measured),
});

export const prepared = z.strictObject({
  /** SHA-256 of the numbers that samples are gathered from and of what was learned from the data: a run on equal data has the same. */
  fingerprint: z.string(),
  spec: dataSpecSchema,
  samples: z.strictObject({ train: count, validation: count, test: count }),
  shown: z.array(shownSample).max(200),
  /** Text: tokens by index, most frequent first for words; at most 2,000. */
  vocabulary: z.array(z.strictObject({ index: count, token: z.string(), count: count })).max(2000),
  vocabularySize: count,
  /** Tokens that became the unknown word. */
  unknown: count,
  /** Labelled texts: the labels in the order of their classes, with how many texts have each; the second of two is `yes`. */
  classes: z.array(z.strictObject({ name: z.string(), samples: count })).max(1000),
  /** Tables: what the scaler learned from the training rows, by column. */
  scaling: z.array(z.strictObject({ column: z.string(), offset: z.number(), factor: z.number() })),
  /** Tables: the target series thinned, with the ends of the train and validation parts as shares of its length. */
  series: z.strictObject({ name: z.string(), values: curve, trainEnd: z.number(), validationEnd: z.number() }).nullable(),
  /** What was mended on the way, in sentences: gaps filled, rows dropped. */
  notes: z.array(z.string()),
});

const base = path.nullable();

/** `projectPath` is where relative paths start. */
export const profileRequest = z.strictObject({ source: sourceSchema, projectPath: base });

/** `from`: number of the first sample shown. */
export const prepareRequest = z.strictObject({
  recipe: recipeSchema,
  projectPath: base,
  from: count,
  show: z.number().int().min(0).max(200),
});

export type ColumnProfile = z.infer<typeof columnProfile>;
export type TableProfile = z.infer<typeof tableProfile>;
export type TextProfile = z.infer<typeof textProfile>;
export type Profile = z.infer<typeof profile>;
export type ShownSample = z.infer<typeof shownSample>;
export type Prepared = z.infer<typeof prepared>;
