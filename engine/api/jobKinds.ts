import { z } from 'zod';
import { prepared, prepareRequest, profile, profileRequest } from './data';
import { evaluation, exported, exportRequest, generated, generationNews, generationSettings, onRun, predicted } from './results';
import { count, nothing, path } from './schemas';

/** Kinds of jobs: what each is asked with, what it tells on the way beside how far it is, and what comes of it. */
export const jobKinds = {
  /** Looks at a file. */
  profile: { request: profileRequest, news: nothing, result: profile },
  /** Carries a recipe out and shows what the network will see. */
  prepare: { request: prepareRequest, news: nothing, result: prepared },
  /** Scores the best epoch by validation loss, or the last one without validation. `target` (from 0) and `ahead` (from 1) choose the curve. */
  evaluate: {
    request: onRun.extend({ target: count.optional(), ahead: z.number().int().min(1).optional() }),
    news: nothing,
    result: evaluation,
  },
  /** `data`: a file of the form the model was trained on; null predicts the test part of its own data. */
  predict: { request: onRun.extend({ data: path.nullable() }), news: nothing, result: predicted },
  /** Goes on from a text. Its first news are the first token, so that a start the model cannot go on from is refused without any. */
  generate: { request: onRun.extend({ settings: generationSettings }), news: generationNews, result: generated },
  /** Writes into `folder`, which is made if need be, and reads it back before it ends. */
  export: { request: exportRequest, news: nothing, result: exported },
} as const;
