import { describe, expect, it } from 'vitest';
import { describeMachine } from './machine';
import { FORWARD_BACKWARD, type Row, rowOf } from './report';
import { shortfalls } from './wanted';

const machine = { ...describeMachine(), cores: 2, peak: 200 };
const given = { machine, csvBytes: 58e6 };

/** A row of one measurement each, in milliseconds. */
function rowWith(name: string, ms: Readonly<Record<string, number>>, of = 'a training step', memory?: number): Row {
  const last = (contestant: string) => (contestant === 'ours' && memory !== undefined ? { ms: 0, memory } : { ms: 0 });
  const timed = Object.entries(ms).map(([contestant, median]) => ({
    contestant,
    ms: { median, min: median, max: median },
    last: last(contestant),
  }));
  return rowOf(name, of, timed);
}

describe('what is wanted of the benchmark', () => {
  it('is nothing of rows that were not measured', () => expect(shortfalls([], given)).toEqual([]));

  it.each([
    ['LSTM 64', 'torch', 2, 1.75, 1.73],
    ['GRU 256', 'torch', 2, 3.01, 2.99],
    ['BiLSTM 256', 'keras', 2, 3.01, 2.99],
    ['SimpleRNN 64', 'tfjs-node', 2, 24.1, 23.9],
  ])('%s beside %s is so many times as fast, and no less', (name, contestant, ours, enough, tooFew) => {
    expect(shortfalls([rowWith(name, { ours, [contestant]: enough })], given)).toEqual([]);
    expect(shortfalls([rowWith(name, { ours, [contestant]: tooFew })], given)).toEqual([
      expect.stringContaining(`${name}: ${(tooFew / ours).toPrecision(3)} × as fast as ${contestant}`),
    ]);
  });

  it('measures against the better of the two ways of Keras', () => {
    expect(shortfalls([rowWith('GRU 64', { ours: 1, keras: 3, 'keras-jit': 1.9 })], given)).toHaveLength(1);
    expect(shortfalls([rowWith('GRU 64', { ours: 1, keras: 3, 'keras-jit': 2.1 })], given)).toEqual([]);
  });

  it('goes for the arithmetic limit and for the memory of a CSV too', () => {
    const layer = (ours: number) => rowWith('LSTM 256', { ours }, FORWARD_BACKWARD);
    expect(shortfalls([layer(5), rowWith('LSTM 256', { ours: 50 })], given)).toEqual([]);
    expect(shortfalls([layer(50)], given)).toEqual([expect.stringContaining('% of the arithmetic limit, 45 % wanted')]);
    const csv = (memory: number) => rowWith('CSV of 1,000,000 rows', { ours: 1, DuckDB: 1 }, 'from file to first batch', memory);
    expect(shortfalls([csv(357e6)], given)).toEqual([]);
    expect(shortfalls([csv(359e6)], given)).toEqual(['CSV of 1,000,000 rows: 359 MB above the start, 358 MB allowed.']);
  });
});
