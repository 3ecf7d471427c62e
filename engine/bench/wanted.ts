import { trainCases } from './cases';
import type { Machine } from './machine';
import { bestOf, FORWARD_BACKWARD, floorOfLstm, type Row } from './report';

/** How many times as fast as another contestant this program is to be, at least. Below 1 the other may be faster by so much. */
const WANTED: readonly (readonly [row: string, contestant: string, ratio: number])[] = [
  ['LSTM 64', 'tfjs-node', 25],
  ['GRU 64, reset before', 'tfjs-node', 25],
  ['LSTM relu 64', 'tfjs-node', 12],
  ['SimpleRNN 64', 'tfjs-node', 12],
  ['LSTM 64', 'keras', 2],
  ['GRU 64', 'keras', 2],
  ['BiLSTM 64', 'keras', 2],
  ['LSTM 256', 'keras', 1.5],
  ['GRU 256', 'keras', 1.5],
  ['BiLSTM 256', 'keras', 1.5],
  ['LSTM 64', 'torch', 1 / 1.15],
  ['LSTM 256', 'torch', 1 / 1.3],
  ['GRU 64', 'torch', 1.5],
  ['GRU 256', 'torch', 1.5],
  ['Character text', 'keras', 30],
  ['CSV', 'DuckDB', 1 / 2],
];
/** Bytes that reading a CSV may take besides as many as the file has. */
const MEMORY_FOR_CSV = 300e6;
/** Share of the time of an LSTM 256 forward and backward that its arithmetic alone would take. */
const ARITHMETIC = 0.45;

/** What was measured and falls short of what is wanted, a sentence each. csvBytes: size of the CSV that was read. */
export function shortfalls(rows: readonly Row[], { machine, csvBytes }: { machine: Machine; csvBytes: number }): string[] {
  const slow = WANTED.flatMap(([name, contestant, wanted]) => {
    const row = rows.find((one) => isNamed(one, name));
    const [ours, theirs] = [row?.times.ours?.median, row && bestOf(row, contestant)];
    if (!row || ours === undefined || theirs === undefined || theirs / ours >= wanted) return [];
    return [`${row.name}: ${(theirs / ours).toPrecision(3)} × as fast as ${contestant}, ${wanted.toPrecision(3)} × wanted.`];
  });
  const large = rows.flatMap(({ name, memory }) => {
    const allowed = csvBytes + MEMORY_FOR_CSV;
    return memory.ours === undefined || memory.ours <= allowed
      ? []
      : [`${name}: ${Math.round(memory.ours / 1e6)} MB above the start, ${Math.round(allowed / 1e6)} MB allowed.`];
  });
  return [...slow, ...large, ...farFromArithmetic(rows, machine)];
}

function farFromArithmetic(rows: readonly Row[], machine: Machine): string[] {
  const name = 'LSTM 256';
  const ms = rows.find((one) => one.name === name && one.of === FORWARD_BACKWARD)?.times.ours?.median;
  const bench = trainCases.find((one) => one.name === name);
  const floor = bench ? floorOfLstm(bench, machine) : null;
  if (ms === undefined || floor === null || floor / ms >= ARITHMETIC) return [];
  return [`${name}: ${Math.round((100 * floor) / ms)} % of the arithmetic limit, ${100 * ARITHMETIC} % wanted.`];
}

/** Networks by their whole name; what is done besides by how its name begins. */
function isNamed({ name, of }: Row, wanted: string): boolean {
  return of === 'a training step' ? name === wanted : name.startsWith(wanted);
}
