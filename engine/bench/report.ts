import type { BenchCase } from './cases';
import type { Machine } from './machine';
import type { Timed } from './rounds';
import type { Spread } from './statistics';

export interface Row {
  readonly name: string;
  /** What the milliseconds are of. */
  readonly of: string;
  readonly times: Readonly<Record<string, Spread>>;
  /** Bytes at most above the start, where it was measured. */
  readonly memory: Readonly<Record<string, number>>;
  /** How many times as fast as each other contestant ours is. */
  readonly ratios: Readonly<Record<string, number>>;
}

export function rowOf(name: string, of: string, timed: readonly Timed[]): Row {
  const ours = timed.find(({ contestant }) => contestant === 'ours')?.ms.median ?? Number.NaN;
  const others = timed.filter(({ contestant }) => contestant !== 'ours');
  return {
    name,
    of,
    times: Object.fromEntries(timed.map(({ contestant, ms }) => [contestant, ms])),
    memory: Object.fromEntries(timed.flatMap(({ contestant, last }) => (last.memory === undefined ? [] : [[contestant, last.memory]]))),
    ratios: Object.fromEntries(others.map(({ contestant, ms }) => [contestant, ms.median / ours])),
  };
}

export function sayRow({ name, of, times, ratios, memory }: Row): string {
  const lines = Object.entries(times).map(([contestant, { median, min, max }]) => {
    const ratio = ratios[contestant];
    const faster = ratio === undefined ? '' : `  ours ${ratio.toPrecision(3)} × as fast`;
    const held = memory[contestant];
    const bytes = held === undefined ? '' : `  ${Math.round(held / 1e6)} MB above the start`;
    return `  ${contestant.padEnd(10)} ${say(median).padStart(9)} ms  (${say(min)} to ${say(max)})${faster}${bytes}`;
  });
  return [`${name}, ${of}`, ...lines].join('\n');
}

function say(ms: number): string {
  return ms < 10 ? ms.toFixed(2) : ms.toFixed(1);
}

/** A whole step beside what the machine's multiplications and additions alone would take, for a single LSTM. */
export function sayFloor(bench: BenchCase, row: Row, { peak, cores }: Machine): string | undefined {
  const units = /^LSTM (\d+)$/.exec(bench.name)?.[1];
  const ms = row.times.ours?.median;
  if (!units || !peak || !ms) return undefined;
  const floor = (operationsOfLstm(Number(units), bench) / (peak * 1e9 * cores)) * 1000;
  return `  arithmetic alone ${floor.toFixed(2)} ms at ${peak.toFixed(0)} GFLOP/s on each of ${cores} cores: ${Math.round((floor / ms) * 100)} % of the limit`;
}

/** Forward: both products. Back: the gradient of h, and of both kernels; x is data and needs none. */
function operationsOfLstm(units: number, { data, batch }: BenchCase): number {
  const [steps = 1, features = 1] = data.input.shape;
  const columns = 4 * units;
  return 2 * columns * ((features + units) * 2 + units) * batch * steps;
}
