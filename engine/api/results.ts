import { z } from 'zod';
import { count, measured, path, runId } from './schemas';

/** What a trained model is good for: scores, forecasts, generated text, exports. */

/** Whether the data are not those that the run was trained on: their file was changed or exchanged since. */
const dataChanged = z.boolean();

const score = z.strictObject({ name: z.string(), mae: measured, rmse: measured, mape: measured, mase: measured });

const forecast = z.strictObject({
  is: z.literal('forecast'),
  dataChanged,
  /** The data's own name of the target shown, and of all there are. */
  target: z.string(),
  targets: z.array(z.string()),
  /** How many steps ahead are forecast, and which of them is shown, from 1. */
  horizon: count,
  ahead: count,
  /** Test windows, thinned to at most 1,000: the moment (or row number) each forecast is for. */
  at: z.array(z.string()).max(1000),
  truth: z.array(measured).max(1000),
  prediction: z.array(measured).max(1000),
  /**
   * Half the width of the interval around the prediction that held `share` of the validation windows (split conformal prediction,
   * Lei et al. 2018), and the share of the test windows it holds; null without a validation part.
   */
  band: z.strictObject({ share: z.number(), halfWidth: z.number(), held: z.number() }).nullable(),
  /** What is not known yet: from the last row of the data on, one value for each step ahead. */
  future: z.strictObject({ at: z.array(z.string()), prediction: z.array(measured) }),
  /** This model first, then the baselines, over every test window and every step ahead, in the data's own units. */
  scores: z.array(score),
  /** Mean absolute error by steps ahead: this model, then the baselines as in `scores`. */
  maeByStep: z.array(z.array(measured)),
  windows: count,
});

const classification = z.strictObject({
  is: z.literal('classification'),
  dataChanged,
  part: z.enum(['train', 'validation', 'test']),
  samples: count,
  loss: measured,
  accuracy: measured,
  perplexity: measured,
  /** Share of the most frequent class, which needs no model. */
  baseline: z.number(),
  /** Labelled texts: some of them, the surest mistakes first, then the surest hits; else empty. */
  examples: z.array(z.strictObject({ text: z.string(), truth: z.string(), prediction: z.string(), probability: measured })).max(40),
  /** At most 40 most frequent classes; the rest stand together under the last name. */
  classes: z.array(z.string()),
  /** Rows are the truth, columns the prediction. */
  confusion: z.array(z.array(count)),
});

/** Numbers of samples that do not follow each other in time. */
const regression = z.strictObject({
  is: z.literal('regression'),
  dataChanged,
  part: z.enum(['train', 'validation', 'test']),
  samples: count,
  target: z.string(),
  /** This model first, or each of its Outputs by name, then the mean of the training targets, which needs no model. */
  scores: z.array(z.strictObject({ name: z.string(), mae: measured, rmse: measured })),
  /** Of the best Output: share of the samples whose error is below `tolerance` (Hochreiter & Schmidhuber 1997 take 0.04 for the adding task). */
  solved: z.strictObject({ tolerance: z.number(), share: z.number() }),
  /** The first 1,000 samples, by the best Output. */
  truth: z.array(measured).max(1000),
  prediction: z.array(measured).max(1000),
});

export const onRun = z.strictObject({ projectPath: path, run: runId });

export const evaluation = z.discriminatedUnion('is', [forecast, classification, regression]);

export const generationSettings = z.strictObject({
  seedText: z.string().max(100_000),
  /** Words or characters to add. */
  length: z.number().int().min(1).max(100_000),
  /** 0 takes the most likely one each time. */
  temperature: z.number().min(0).max(10),
  /** Draws from the k most likely only; null from all. */
  topK: z.number().int().min(1).max(1_000_000).nullable(),
  seed: count,
});

export const EXPORT_FORMATS = ['tfjs'] as const;

export const exported = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), bytes: count })),
  /** Largest difference between the model and what was read back from the files, over real samples. */
  largestDifference: z.number(),
  samples: count,
  notes: z.array(z.string()),
});

export const predicted = z.strictObject({
  /** Of a file that was named: false. */
  dataChanged,
  /** What each column of `values` is: the targets of a forecast by name (and step ahead), the classes of a classification. */
  columns: z.array(z.string()),
  /** One row a sample. `at`: the moment or row number it is for, or the text it goes on from. `values`: in the data's own units. */
  rows: z.array(z.strictObject({ at: z.string(), values: z.array(measured) })),
});

const classified = z.strictObject({
  /** The likeliest first, at most 1,000. */
  classes: z.array(z.strictObject({ name: z.string(), probability: measured })).max(1000),
  /** The words as the network saw them, in order; one it does not know was left out or taken for the unknown word. */
  words: z.array(z.strictObject({ word: z.string(), known: z.boolean() })),
});

export const exportRequest = onRun.extend({ format: z.enum(EXPORT_FORMATS), folder: path });

/** `text`: since the last news. `candidates`: likeliest next ones with their probabilities. */
export const generationNews = z.strictObject({
  text: z.string(),
  candidates: z.array(z.strictObject({ token: z.string(), probability: z.number() })).max(20),
});

export const generated = z.strictObject({ tokens: count, seconds: z.number(), note: z.string().nullable() });

export const resultCalls = {
  /** What a model of labelled texts makes of a text. */
  'classify.text': { in: onRun.extend({ text: z.string().max(100_000) }), out: classified },
} as const;

export type Evaluation = z.infer<typeof evaluation>;
export type Forecast = z.infer<typeof forecast>;
export type Classification = z.infer<typeof classification>;
export type Regression = z.infer<typeof regression>;
export type Classified = z.infer<typeof classified>;
export type Predicted = z.infer<typeof predicted>;
export type GenerationSettings = z.infer<typeof generationSettings>;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type Exported = z.infer<typeof exported>;
export type GenerationNews = z.infer<typeof generationNews>;
export type Generated = z.infer<typeof generated>;
