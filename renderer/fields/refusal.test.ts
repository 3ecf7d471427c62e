import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { OPTIMISERS, optimiserSchema, trainingSchema } from '../../engine/project';
import { partOf, sayRefusal } from './refusal';

const refusalOf = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? undefined : sayRefusal(parsed.error);
};

describe('why a value is not taken', () => {
  test.each([
    [trainingSchema.shape.epochs, 0, 'Must be 1 or more.'],
    [trainingSchema.shape.epochs, 1.5, 'Must be a whole number.'],
    [trainingSchema.shape.epochs, 1e9, 'Must be at most 1000000.'],
    [z.number().lt(1), 1, 'Must be below 1.'],
    [z.number(), 'x', 'Must be a number.'],
    [z.number(), 0.5, undefined],
  ])('%#', (schema, value, text) => expect(refusalOf(schema, value)).toBe(text));

  test('a part is refused as its whole would refuse it', () => {
    const rate = partOf(z.number(), optimiserSchema, (learningRate) => ({ ...OPTIMISERS.adam, learningRate }));
    expect(refusalOf(rate, 0)).toBe('Must be above 0.');
    expect(refusalOf(rate, 0.1)).toBeUndefined();
  });
});
