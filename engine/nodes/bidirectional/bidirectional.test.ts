import { describe, expect, test } from 'vitest';
import type { Params } from '../../graph';
import { defaultParams } from '../define';
import { lstm } from '../lstm';
import { floats, parametersOf, shapeAt } from '../testing/arguments';
import { bidirectional } from '.';

const around = (params: Params) => ({
  inputs: { sequence: floats(9, 64) },
  inner: { type: lstm, name: 'lstm-1', params: { ...defaultParams(lstm), ...params } },
});

describe('Bidirectional', () => {
  test('is twice as wide as the layer inside with concat, and as wide else', () => {
    expect(shapeAt(bidirectional, 'output', around({ units: 150 }))).toEqual([300]);
    expect(shapeAt(bidirectional, 'output', { ...around({ units: 150, returnSequences: true }), params: { mergeMode: 'sum' } })).toEqual([
      9, 150,
    ]);
  });

  test('learns two sets of the weights inside: 258,000 around LSTM 150', () => {
    expect(parametersOf(bidirectional, around({ units: 150 }))).toBe(2 * 129_000);
  });

  test('says what to do with an empty frame', () => {
    expect(shapeAt(bidirectional, 'output', { inputs: { sequence: floats(9, 64) } })).toMatch(/drop an LSTM, GRU or Simple RNN/);
  });
});
