import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, loudestUnit, meanByToken, orderByLikeness, tracesOf, workOut } from './traces';

/** Two steps of two units: f = 0.5, i = 1, c̃ = 0.2, o = 0.5. */
const lstm: Cell = {
  node: 'lstm-1',
  name: 'lstm-1',
  direction: 'forward',
  steps: 2,
  units: 2,
  traces: [
    { name: 'h', values: [0.5 * Math.tanh(0.2), 0, 0.5 * Math.tanh(0.3), 0] },
    { name: 'c', values: [0.2, 0, 0.3, 0] },
    { name: 'candidate', values: [0.2, 0, 0.2, 0] },
    { name: 'f', values: [0.5, 0.1, 0.5, 0.2] },
    { name: 'i', values: [1, 0, 1, 0] },
    { name: 'o', values: [0.5, 0.5, 0.5, 0.5] },
  ],
};

describe('the traces of a cell', () => {
  test('stand by unit and step, gates first', () => {
    const traces = tracesOf(lstm);
    expect(traces.map(({ name }) => name)).toEqual(['f', 'i', 'o', 'candidate', 'c', 'h']);
    expect(traces[0]).toMatchObject({
      scale: 'gate',
      rows: [
        [0.5, 0.5],
        [0.1, 0.2],
      ],
    });
  });

  test('of a layer that reads backwards stand in the order of time', () => {
    expect(tracesOf({ ...lstm, direction: 'backward' })[0]?.rows).toEqual([
      [0.5, 0.5],
      [0.2, 0.1],
    ]);
  });

  test('give the equations with their numbers, from zero states', () => {
    const traces = tracesOf(lstm);
    const write = (value: number) => value.toFixed(2);
    expect(workOut(traces, { unit: 0, step: 0, direction: 'forward' }, write)[0]).toMatchObject({
      terms: '0.50 · 0.00 + 1.00 · 0.20',
      result: 0.2,
    });
    expect(workOut(traces, { unit: 0, step: 1, direction: 'forward' }, write).map(({ terms }) => terms)).toEqual([
      '0.50 · 0.20 + 1.00 · 0.20',
      '0.50 · 0.29',
    ]);
  });

  test('that are read backwards come from the step behind', () => {
    const traces = tracesOf({ ...lstm, direction: 'backward' });
    expect(workOut(traces, { unit: 0, step: 0, direction: 'backward' }, (value) => value.toFixed(2))[0]?.terms).toBe(
      '0.50 · 0.20 + 1.00 · 0.20',
    );
  });

  test('give no equation that the numbers do not obey', () => {
    const coupled = { ...lstm, traces: lstm.traces.map((trace) => (trace.name === 'c' ? { ...trace, values: [9, 9, 9, 9] } : trace)) };
    expect(workOut(tracesOf(coupled), { unit: 0, step: 1, direction: 'forward' }, String)).toEqual([]);
  });
});

describe('units in the order of likeness', () => {
  test('are all there, each once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.float({ noNaN: true, min: -1, max: 1 }), { minLength: 3, maxLength: 3 }), { minLength: 1 }),
        (rows) => {
          expect([...orderByLikeness(rows)].sort((a, b) => a - b)).toEqual([...rows.keys()]);
        },
      ),
    );
  });

  test('put those that do the same beside each other', () => {
    expect(
      orderByLikeness([
        [3, 3],
        [1, -1],
        [1, 1],
        [2, -2.1],
      ]),
    ).toEqual([0, 2, 1, 3]);
  });
});

test('a unit is averaged over each token, padding left out', () => {
  expect(meanByToken([1, 0.5, -0.5, 0.1], ['to', 'be', 'be', ''])).toEqual([
    { token: 'to', mean: 1, count: 1 },
    { token: 'be', mean: 0, count: 2 },
  ]);
});

test('the unit that stands out is the one with the largest value, whatever its sign', () => {
  expect(
    loudestUnit([
      [0.2, 0.3],
      [-0.9, 0],
      [0.5, null],
    ]),
  ).toBe(1);
  expect(loudestUnit([])).toBe(0);
});
