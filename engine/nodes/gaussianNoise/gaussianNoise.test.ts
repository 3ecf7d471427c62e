import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { gaussianNoise } from '.';

describe('Gaussian noise', () => {
  const args = { inputs: { input: floats(50, 40) }, params: { stddev: 0.3 } };
  const zeros = Array.from({ length: 2000 }, () => 0);
  const output = (training: boolean) => callNode(gaussianNoise, args, [zeros], { training }).ports.output?.values ?? [];

  test('keeps shape and mask', () => {
    const masked = { inputs: { input: { ...floats(5, 4), masked: true } } };
    expect(typeAt(gaussianNoise, 'output', masked)).toMatchObject({ shape: [5, 4], masked: true });
  });

  test('adds noise of its deviation in training, the same in the same step', () => {
    const noise = output(true);
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    const deviation = Math.sqrt(noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length);
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(deviation).toBeCloseTo(0.3, 1);
    expect(output(true)).toEqual(noise);
  });

  test('outside training nothing happens', () => {
    expect(output(false)).toEqual(zeros);
  });
});
