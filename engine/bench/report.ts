import type { BenchCase } from './cases';
import type { Growth } from './growth';
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

/** All rows as a Markdown table: milliseconds, and how many times as fast ours is. Keras stands with the better of its two ways. */
export function tableOfRows(rows: readonly Row[]): string {
  const columns = ['tfjs-node', 'keras', 'torch', 'DuckDB'].filter((name) => rows.some(({ times }) => times[name]));
  const titles: Readonly<Record<string, string>> = {
    'tfjs-node': 'tfjs-node as it comes',
    keras: 'Keras, the better of jit on and off',
    torch: 'PyTorch',
  };
  const cell = (row: Row, name: string) => {
    const [ours, best] = [row.times.ours?.median, bestOf(row, name)];
    if (ours === undefined || best === undefined) return '';
    const ratio = best / ours;
    return `${say(best)} (${ratio < 10 ? ratio.toPrecision(2) : ratio.toFixed(0)} ×)`;
  };
  return [
    `| ms | this program | ${columns.map((name) => titles[name] ?? name).join(' | ')} |`,
    `| --- | ---: | ${columns.map(() => '---:').join(' | ')} |`,
    ...rows.map(
      (row) =>
        `| ${row.name}, ${row.of} | ${row.times.ours ? say(row.times.ours.median) : ''} | ${columns.map((name) => cell(row, name)).join(' | ')} |`,
    ),
  ].join('\n');
}

/** Milliseconds of a contestant; of Keras those of the better of its two ways. */
export function bestOf({ times }: Row, contestant: string): number | undefined {
  const found = [times[contestant], contestant === 'keras' ? times['keras-jit'] : undefined].flatMap((time) => time?.median ?? []);
  return found.length === 0 ? undefined : Math.min(...found);
}

function say(ms: number): string {
  return ms < 10 ? ms.toFixed(2) : ms.toFixed(1);
}

/** What a row of `FORWARD_BACKWARD` is of: the part of a training step that the arithmetic limit is about. */
export const FORWARD_BACKWARD = 'forward and backward alone';

/** An LSTM's step, and its layer's part of it, beside what the machine's multiplications and additions alone would take. */
export function sayFloor(bench: BenchCase, step: Row, layer: Row, machine: Machine): string | undefined {
  const { peak, cores } = machine;
  const floor = floorOfLstm(bench, machine);
  if (floor === null) return undefined;
  const share = ({ times }: Row) => Math.round((floor / (times.ours?.median ?? Number.NaN)) * 100);
  return (
    `  arithmetic alone ${floor.toFixed(2)} ms at ${peak?.toFixed(0)} GFLOP/s on each of ${cores} cores: ` +
    `${share(layer)} % of the limit forward and backward, ${share(step)} % in the whole step`
  );
}

/** Units of a network that is one LSTM. */
export function unitsOfLstm({ name }: { readonly name: string }): number | null {
  const units = /^LSTM (\d+)$/.exec(name)?.[1];
  return units === undefined ? null : Number(units);
}

/**
 * Milliseconds that the arithmetic of a training step of one LSTM takes at least; null where it is another network, or the peak is not
 * known.
 */
export function floorOfLstm(bench: BenchCase, { peak, cores }: Machine): number | null {
  const units = unitsOfLstm(bench);
  return peak === null || units === null ? null : (operationsOfLstm(units, bench) / (peak * 1e9 * cores)) * 1000;
}

/** Forward: both products. Back: the gradient of h, and of both kernels; x is data and needs none. */
function operationsOfLstm(units: number, { data, batch }: BenchCase): number {
  const [steps = 1, features = 1] = data.input.shape;
  const columns = 4 * units;
  return 2 * columns * ((features + units) * 2 + units) * batch * steps;
}

/** The page of the documentation that says how the cost grows. */
export function growthPage({ processor, cores, peak, date }: Machine, growths: readonly Growth[]): string {
  return [
    '# Speed',
    '',
    `How the cost of training grows, measured by \`npm run bench -- --growth\` on ${processor}, ${cores} cores, ${date}. Where nothing else is`,
    'said: LSTM 64 over 50 time steps of 8 features, batches of 32, whole training steps with Adam. Beside it stands what the arithmetic',
    `alone would take at ${peak?.toFixed(0) ?? 'an unknown number of'} GFLOP/s for each core, the peak of this machine as the benchmark measures it.`,
    '',
    '![Cost against units, time steps, batch, threads and rows, on logarithmic axes; the arithmetic limit is dashed](pictures/growth.svg)',
    '',
    ...growths.flatMap((growth) => [tableOf(growth), '']),
    'A step of a small network costs much the same however small it is: the calls of its operations, and threads that wait for each other.',
    'The CSV has six columns of numbers; what a small one takes is the database being opened.',
    '',
    'How the program compares with others stands in the [README](../README.md).',
    '',
  ].join('\n');
}

/** A Markdown table a growth, with its limit where it has one. */
function tableOf({ of, unit, points }: Growth): string {
  const limited = points.some(({ floor }) => floor !== null);
  const cells = points.map(({ at, ms, floor }) => [
    at.toLocaleString('en-GB'),
    say(ms),
    ...(floor === null ? [] : [say(floor), `${Math.round((floor / ms) * 100)} %`]),
  ]);
  const heads = [of, unit, ...(limited ? ['arithmetic alone, ms', 'of the limit'] : [])];
  return [heads, heads.map(() => '---:'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
