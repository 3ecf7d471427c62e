import { z } from 'zod';
import { jobKinds } from './jobKinds';
import { measured, nothing } from './schemas';
import { REFUSAL_CODES } from './transport';

/**
 * Everything that takes long is a job. Whoever wants one names it, hears how far it is, can end it at once, and hears of exactly one end.
 * Every kind goes this way: `jobKinds` says what each is asked with, what it tells, and what comes of it.
 */

export type JobKind = keyof typeof jobKinds;

type Kinds = typeof jobKinds;
export type Jobs = {
  readonly [K in JobKind]: {
    request: z.infer<Kinds[K]['request']>;
    news: z.infer<Kinds[K]['news']>;
    result: z.infer<Kinds[K]['result']>;
  };
};

/** Chosen by whoever starts it, such that no other job has it. */
const jobId = z.string().regex(/^[\w-]{1,60}$/, 'is not the name of a job');

const kind = z.enum(Object.keys(jobKinds) as [JobKind, ...JobKind[]]);

const progress = z.strictObject({
  /** What is done of it, 0 to 1; null where nobody knows. */
  share: z.number().min(0).max(1).nullable(),
  /** Of the unit in which the kind counts, a second. */
  perSecond: measured,
  secondsLeft: measured,
});

const end = z.discriminatedUnion('is', [
  /** `result`: of the kind. */
  z.strictObject({ is: z.literal('done'), result: z.unknown() }),
  /** A sentence for the person. */
  z.strictObject({ is: z.literal('refused'), text: z.string(), code: z.enum(REFUSAL_CODES).optional() }),
  /** A fault of the program. */
  z.strictObject({ is: z.literal('failed'), text: z.string() }),
  /** As whoever started it wished. */
  z.strictObject({ is: z.literal('cancelled') }),
]);

export const jobCalls = {
  /** Answers as soon as the job is known; all else is told by events. `request`: of the kind. */
  'job.start': { in: z.strictObject({ job: jobId, kind, request: z.unknown() }), out: nothing },
  /** Ends it at once. One that has ended stays as it is. */
  'job.cancel': { in: z.strictObject({ job: jobId }), out: nothing },
} as const;

export const jobEvents = {
  /** At most 20 a second for each job. `news`: of the kind. */
  'job.progress': z.strictObject({ job: jobId, kind, progress, news: z.unknown() }),
  'job.ended': z.strictObject({ job: jobId, kind, end }),
} as const;

export type JobProgress = z.infer<typeof progress>;
export type JobEnd = z.infer<typeof end>;
