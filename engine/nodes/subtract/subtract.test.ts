import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { subtract } from '.';

describe('Subtract', () => {
  test('takes the second input from the first', () => {
    const args = { inputs: { from: floats(3), what: floats(3) } };
    expect(
      callNode(subtract, args, [
        [1, 2, 3],
        [3, 5, 7],
      ]).ports.output?.values,
    ).toEqual([-2, -3, -4]);
  });

  test('says which shapes do not go together', () => {
    expect(typeAt(subtract, 'output', { inputs: { from: floats(3), what: floats(4) } })).toBe(
      'cannot subtract 3 and 4: their sizes differ.',
    );
  });
});
