import { z } from 'zod';

/** Pieces that several parts of the contract share. */

export const nothing = z.strictObject({});
export const path = z.string().min(1).max(4096);
export const count = z.number().int().min(0);
/** A measured number; null stands for one that is not finite. */
export const measured = z.number().nullable();
/** Name of a run's folder, such as `2026-11-20T14-32-05-maple`. */
export const runId = z.string().regex(/^[\w-]{1,80}$/, 'is not the name of a run');

export const tensorTypeSchema = z.strictObject({
  shape: z.array(count).readonly(),
  dtype: z.enum(['float', 'index']),
  vocabulary: count.optional(),
  masked: z.boolean().optional(),
  activation: z.string().optional(),
});

export const dataSpecSchema = z.strictObject({
  input: tensorTypeSchema,
  columns: z.array(z.string()).readonly(),
  target: z.strictObject({
    is: z.enum(['values', 'class', 'binary']),
    shape: z.array(count).readonly(),
    columns: z.array(z.string()).readonly().optional(),
  }),
});

/** A curve drawn small: at most a few hundred points. */
export const curve = z.array(measured).max(1000);
