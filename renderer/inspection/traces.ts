import type { Inspected } from '../../engine/api';
import type { HeatScale } from '../charts';

/** What a recurrent layer did at every step, ready to be drawn. */

export type Cell = Inspected['cells'][number];
type TraceName = Cell['traces'][number]['name'];

export interface Trace {
  readonly name: TraceName;
  readonly tex: string;
  readonly title: string;
  readonly scale: Exclude<HeatScale, 'sequential'>;
  /** [unit][step], steps in the order of time. */
  readonly rows: readonly (readonly (number | null)[])[];
}

const GATE: Readonly<Partial<Record<TraceName, true>>> = { f: true, i: true, o: true, z: true, r: true };
const TITLES: Readonly<Record<TraceName, string>> = {
  f: 'forget gate',
  i: 'input gate',
  o: 'output gate',
  z: 'update gate',
  r: 'reset gate',
  candidate: 'candidate',
  c: 'cell state',
  h: 'hidden state',
};
/** Gates first, then what they let through. */
const ORDER: readonly TraceName[] = ['f', 'i', 'o', 'z', 'r', 'candidate', 'c', 'h'];

/** A GRU writes its candidate as a hidden state, an LSTM as a cell state. */
function texOf(name: TraceName, hasCellState: boolean): string {
  if (name === 'candidate') return hasCellState ? '\\tilde c' : '\\tilde h';
  return name;
}

export function tracesOf({ traces, steps, units, direction }: Cell): Trace[] {
  const hasCellState = traces.some(({ name }) => name === 'c');
  return ORDER.flatMap((name): Trace[] => {
    const found = traces.find((trace) => trace.name === name);
    if (!found) return [];
    const at = (unit: number, step: number) => found.values[(direction === 'backward' ? steps - 1 - step : step) * units + unit] ?? null;
    const rows = Array.from({ length: units }, (_, unit) => Array.from({ length: steps }, (__, step) => at(unit, step)));
    return [{ name, tex: texOf(name, hasCellState), title: TITLES[name], scale: GATE[name] ? 'gate' : 'signed', rows }];
  });
}

export function traceNamed(traces: readonly Trace[], name: TraceName): Trace | undefined {
  return traces.find((trace) => trace.name === name);
}

/** The unit with the largest value of all. */
export function loudestUnit(rows: Trace['rows']): number {
  const peaks = rows.map((row) => Math.max(0, ...row.map((value) => Math.abs(value ?? 0))));
  return Math.max(0, peaks.indexOf(Math.max(...peaks)));
}

/** Units one behind the other so that each stands beside the one most like it: the largest first, then always the nearest of the rest. */
export function orderByLikeness(rows: Trace['rows']): number[] {
  const vectors = rows.map((row) => row.map((value) => value ?? 0));
  const norms = vectors.map((vector) => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)));
  const likeness = (a: number, b: number) => {
    const [left = [], right = []] = [vectors[a], vectors[b]];
    const product = left.reduce((sum, value, i) => sum + value * (right[i] ?? 0), 0);
    return product / ((norms[a] ?? 0) * (norms[b] ?? 0) || 1);
  };
  const left = new Set(rows.keys());
  const order: number[] = [];
  let next = norms.indexOf(Math.max(...norms));
  while (left.size > 0) {
    left.delete(next);
    order.push(next);
    const from = next;
    let best = Number.NEGATIVE_INFINITY;
    for (const unit of left) {
      const like = likeness(from, unit);
      if (like > best) [best, next] = [like, unit];
    }
  }
  return order;
}

/** Mean of one unit's hidden state after each different token, highest first. */
export function meanByToken(row: readonly (number | null)[], tokens: readonly string[]): { token: string; mean: number; count: number }[] {
  const sums = new Map<string, { sum: number; count: number }>();
  row.forEach((value, step) => {
    const token = tokens[step];
    if (token === undefined || token === '' || value === null) return;
    const { sum, count } = sums.get(token) ?? { sum: 0, count: 0 };
    sums.set(token, { sum: sum + value, count: count + 1 });
  });
  return [...sums].map(([token, { sum, count }]) => ({ token, mean: sum / count, count })).sort((a, b) => b.mean - a.mean);
}

/** One line of a cell's equations with its numbers. `result` is what the engine found, which the line must come to. */
export interface Worked {
  readonly tex: string;
  readonly terms: string;
  readonly result: number;
}

/** Of what float32 leaves of a sum. */
const TOLERANCE = 1e-4;

interface Instant {
  readonly unit: number;
  readonly step: number;
  readonly direction: Cell['direction'];
}

/** The equations of a standard cell with the numbers of one unit at one step; none where a variant's differ. `write`: a number as text. */
export function workOut(traces: readonly Trace[], { unit, step, direction }: Instant, write: (value: number) => string): Worked[] {
  const at = (name: TraceName, when = step) => {
    const row = traceNamed(traces, name)?.rows[unit];
    // From zero states, unless told otherwise.
    return row && (when < 0 || when >= row.length) ? 0 : (row?.[when] ?? null);
  };
  const before = direction === 'backward' ? step + 1 : step - 1;
  const [f, i, o, z, candidate, c, h] = [at('f'), at('i'), at('o'), at('z'), at('candidate'), at('c'), at('h')];
  const [cBefore, hBefore] = [at('c', before), at('h', before)];
  const signed = (value: number) => (value < 0 ? `(${write(value)})` : write(value));
  const lines: (Worked & { readonly sum: number })[] = [];
  if (f !== null && i !== null && candidate !== null && c !== null && cBefore !== null) {
    const terms = `${write(f)} · ${signed(cBefore)} + ${write(i)} · ${signed(candidate)}`;
    lines.push({ tex: 'c_t = f_t \\cdot c_{t-1} + i_t \\cdot \\tilde c_t', terms, result: c, sum: f * cBefore + i * candidate });
  }
  if (o !== null && c !== null && h !== null) {
    const shown = Math.tanh(c);
    lines.push({ tex: 'h_t = o_t \\cdot \\tanh(c_t)', terms: `${write(o)} · ${signed(shown)}`, result: h, sum: o * shown });
  }
  if (z !== null && candidate !== null && h !== null && hBefore !== null) {
    const terms = `${write(z)} · ${signed(hBefore)} + ${write(1 - z)} · ${signed(candidate)}`;
    const sum = z * hBefore + (1 - z) * candidate;
    lines.push({ tex: 'h_t = z_t \\cdot h_{t-1} + (1 - z_t) \\cdot \\tilde h_t', terms, result: h, sum });
  }
  return lines.filter(({ sum, result }) => Math.abs(sum - result) < TOLERANCE * Math.max(1, Math.abs(result)));
}
