import { describe, expect, test } from 'vitest';
import type { DataSpec } from '../define';
import { floats, shapeAt } from '../testing/arguments';
import { input } from '.';

const data: DataSpec = { input: floats(10, 3), columns: ['rain', 'wind', 'sun'], target: { is: 'values', shape: [1] } };

describe('Input', () => {
  test('takes its shape from the data, some of the columns, or what is given', () => {
    expect(shapeAt(input, 'output', { data })).toEqual([10, 3]);
    expect(shapeAt(input, 'output', { data, params: { columns: ['sun', 'rain'] } })).toEqual([10, 2]);
    expect(shapeAt(input, 'output', { params: { shape: [1, 6] } })).toEqual([1, 6]);
  });

  test('says what is missing', () => {
    expect(shapeAt(input, 'output', {})).toMatch(/no data yet/);
    expect(shapeAt(input, 'output', { data, params: { columns: ['snow'] } })).toMatch(/"snow", but the features are rain, wind, sun/);
  });
});
