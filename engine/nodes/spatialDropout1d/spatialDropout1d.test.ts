import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { spatialDropout1d } from '.';

describe('Spatial dropout 1D', () => {
  const args = { inputs: { sequence: { ...floats(6, 40), masked: true } }, params: { rate: 0.5 } };
  const ones = Array.from({ length: 6 * 40 }, () => 1);
  const output = (training: boolean) => callNode(spatialDropout1d, args, [ones], { training }).ports.output?.values ?? [];

  test('keeps shape and mask', () => {
    expect(typeAt(spatialDropout1d, 'output', args)).toMatchObject({ shape: [6, 40], masked: true });
  });

  test('in training a feature is zero at every time step, or doubled at every one', () => {
    const values = output(true);
    for (let f = 0; f < 40; f++) expect(new Set(values.filter((_, i) => i % 40 === f)).size).toBe(1);
    expect(new Set(values)).toEqual(new Set([0, 2]));
  });

  test('outside training nothing happens', () => {
    expect(output(false)).toEqual(ones);
  });
});
