import { describe, expect, test } from 'vitest';
import { floats, parametersOf, typeAt } from '../testing/arguments';
import { activation } from '.';

describe('Activation', () => {
  test('keeps the shape and the mask, and learns nothing', () => {
    const inputs = { input: { ...floats(10, 3), masked: true } };
    expect(typeAt(activation, 'output', { inputs })).toMatchObject({ shape: [10, 3], masked: true });
    expect(parametersOf(activation, { inputs })).toBe(0);
  });

  test('tells the loss behind it which function the output ends in', () => {
    expect(typeAt(activation, 'output', { inputs: { input: floats(4) }, params: { activation: 'softmax' } })).toMatchObject({
      activation: 'softmax',
    });
  });
});
