import { describe, expect, test } from 'vitest';
import { describeChart } from './describe';
import type { Across } from './frame';
import type { Series } from './points';
import { chartTable } from './table';

const epochs: Across = { label: 'Epoch', say: (x) => `epoch ${x}` };
const series = (label: string, ys: readonly (number | null)[]): Series => ({
  id: label,
  label,
  voice: 'model',
  points: ys.map((y, index) => ({ x: index + 1, y })),
});

describe('a chart in words', () => {
  test('tells where a curve starts and ends, and its lowest and highest place', () => {
    expect(describeChart('Loss', [series('maple', [3, null, 0.5, 1])], epochs)).toBe(
      'Loss, a line chart of 1 curve. maple falls from 3.000 at epoch 1 to 1.000 at epoch 4; lowest 0.5000 at epoch 3, highest 3.000 at epoch 1.',
    );
  });

  test('tells of curves with one value or none', () => {
    expect(describeChart('Loss', [series('maple', [2]), series('cedar', [null])], epochs)).toBe(
      'Loss, a line chart of 2 curves. maple: 2.000 at epoch 1. cedar: no values yet.',
    );
  });
});

describe('the numbers behind a chart', () => {
  test('stand in a column per curve and a line per place, gaps left empty', () => {
    expect(chartTable([series('maple, "LSTM"', [3, null]), series('cedar', [1, 2, 4])], epochs)).toBe(
      'Epoch,"maple, ""LSTM""",cedar\r\n1,3,1\r\n2,,2\r\n3,,4\r\n',
    );
  });

  test('carry the moment where the axis has names', () => {
    const days: Across = { label: '', say: (x) => `day ${x}`, raw: (x) => `2024-08-0${x}` };
    expect(chartTable([series('load', [7])], days)).toBe('At,load\r\n2024-08-01,7\r\n');
  });
});
