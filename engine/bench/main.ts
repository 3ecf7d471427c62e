import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kernelsInUse } from '../kernels/fused/runner';
import { requestOf } from '../parity/request';
import { measureAnswers } from './answers';
import { type BenchCase, trainCases } from './cases';
import type { Contestant, Measured, Task } from './contestant';
import { startDuckDb, startOurs, startPeers, startStock } from './contestants';
import { writeSeries } from './csvFile';
import { measureGrowth } from './growth';
import { describeMachine } from './machine';
import { plotGrowth } from './plot';
import { FORWARD_BACKWARD, growthPage, type Row, rowOf, sayFloor, sayRow, tableOfRows, unitsOfLstm } from './report';
import { type Timed, timedOf, timeRounds, warmUp } from './rounds';
import { shortfalls } from './wanted';

/**
 * `npm run bench`             ours beside stock tfjs-node; fails, as with --peers, where a ratio is less than wanted
 * `npm run bench -- --quick`  the same, briefly; fails where a layer is not fused that should be
 * `npm run bench -- --peers`  beside Keras and PyTorch too, installed into an environment of their own
 * `npm run bench -- --answers` how soon the engine answers while it trains
 * `npm run bench -- --growth` how the cost grows with units, steps, batch, rows and threads, into docs/
 * `npm run bench -- LSTM`     the rows whose names begin so
 */
interface Options {
  readonly quick: boolean;
  readonly peers: boolean;
  readonly rows: readonly string[];
}

const ROUNDS = 5;
const QUICK_ROUNDS = 2;
const QUICK_STEPS = 4;
/** A step of a fused layer is so many operations whatever the number of time steps; one operation at a time it is thousands. */
const MOST_OPERATIONS = 250;
const FRESH_ROUNDS = 5;
const CHARACTERS = 1000;
/** A call of Keras's `predict` takes so long that fewer tell the time as well. */
const KERAS_CHARACTERS = 100;
const CSV_ROWS = 1_000_000;
/** Milliseconds within which 95 of 100 calls are to be answered while the engine trains. */
const ANSWER = 50;

async function main(): Promise<number> {
  const given = process.argv.slice(2);
  if (given.includes('--answers')) {
    const { median, p95 } = await measureAnswers();
    console.log(
      `A call during training is answered within ${median.toFixed(1)} ms, 95 of 100 within ${p95.toFixed(1)} ms (${ANSWER} wanted).`,
    );
    return p95 < ANSWER ? 0 : 1;
  }
  if (!given.includes('--growth')) return compareAll(given);
  const machine = describeMachine();
  const docs = join(import.meta.dirname, '..', '..', 'docs');
  const growths = await measureGrowth(machine);
  mkdirSync(join(docs, 'pictures'), { recursive: true });
  writeFileSync(join(docs, 'pictures', 'growth.svg'), plotGrowth(growths));
  writeFileSync(join(docs, 'speed.md'), growthPage(machine, growths));
  console.log('Written to docs/speed.md and docs/pictures/growth.svg; `npm run format` aligns the tables.');
  return 0;
}

async function compareAll(given: readonly string[]): Promise<number> {
  const options: Options = {
    quick: given.includes('--quick'),
    peers: given.includes('--peers'),
    rows: given.filter((word) => !word.startsWith('--')),
  };
  const machine = describeMachine();
  const kernels = kernelsInUse();
  console.log(`${machine.processor}, ${machine.cores} cores, Node ${machine.node}, ${machine.date}; ${kernels} kernels`);
  const wanted = (name: string) => options.rows.length === 0 || options.rows.some((row) => name.startsWith(row));
  const contestants = [startOurs(), startStock(), ...(options.peers ? startPeers() : [])];
  const rows: Row[] = [];
  let [notFused, csvBytes] = [0, 0];
  const add = (row: Row) => {
    rows.push(row);
    console.log(sayRow(row));
  };
  try {
    for (const bench of trainCases
      .filter(({ name }) => wanted(name))
      .map((one) => (options.quick ? { ...one, steps: QUICK_STEPS } : one))) {
      const { row, layer, operations } = await timeTraining(bench, contestants, options);
      add(row);
      if (operations > MOST_OPERATIONS) {
        notFused++;
        console.log(`  NOT FUSED: ${operations} operations in a step`);
      }
      if (unitsOfLstm(bench) === null || !layer) continue;
      add(layer);
      const floor = sayFloor(bench, row, layer, machine);
      if (floor) console.log(floor);
    }
    if (wanted('Inference')) add(await timeInference(contestants, options));
    if (wanted('Character')) add(await timeCharacters(contestants, options));
  } finally {
    for (const contestant of contestants) contestant.end();
  }
  // By itself: beside idle contestants that hold gigabytes, filling fresh arrays took three times as long.
  if (!options.quick && wanted('CSV')) {
    const read = await timeReading();
    csvBytes = read.bytes;
    add(read.row);
  }
  const file = join(import.meta.dirname, '..', '..', 'out', 'bench.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ machine, kernels, options, rows }, null, 2));
  console.log(`Written to ${file}.`);
  console.log(`\n${tableOfRows(rows)}\n`);
  if (kernels !== 'fused') console.log('FAILED: the fused kernels are not built on this machine.');
  // A brief run says whether layers are fused; its times are too rough to be judged.
  const short = options.quick ? [] : shortfalls(rows, { machine, csvBytes });
  for (const sentence of short) console.log(`LESS THAN WANTED: ${sentence}`);
  return kernels === 'fused' && notFused === 0 && short.length === 0 ? 0 : 1;
}

/** Contestants that can build the network, with what they do in a round: the slower, the fewer steps. */
async function prepareAll(bench: BenchCase, contestants: readonly Contestant[]): Promise<{ contestant: Contestant; operations: number }[]> {
  const { nodes, losses } = requestOf({ name: bench.name, graph: bench.graph, data: bench.data, seed: 1, optimisers: [] });
  const ready: { contestant: Contestant; operations: number }[] = [];
  for (const contestant of contestants) {
    if (contestant.name === 'torch' && !bench.torch) continue;
    try {
      const { operations = 0 } = await contestant.ask({ do: 'prepare', bench, request: { nodes, losses } });
      ready.push({ contestant, operations });
    } catch (error) {
      console.log(`  ${error instanceof Error ? error.message : String(error)}`);
      if (contestant.name === 'ours') throw error;
    }
  }
  return ready;
}

async function timeTraining(
  bench: BenchCase,
  contestants: readonly Contestant[],
  { quick }: Options,
): Promise<{ row: Row; layer: Row | undefined; operations: number }> {
  const ready = await prepareAll(bench, contestants);
  const stepsOf = (contestant: Contestant) => (contestant.name === 'tfjs-node' ? Math.max(2, Math.round(bench.steps / 10)) : bench.steps);
  const tasks = ready.map(({ contestant }) => ({ contestant, task: { do: 'train', steps: stepsOf(contestant) } as Task }));
  if (!quick) for (const { contestant, task } of tasks) await warmUp(contestant, task);
  const timed = await timeRounds(tasks, quick ? QUICK_ROUNDS : ROUNDS);
  const ours = timed.find(({ contestant }) => contestant === 'ours');
  return {
    row: rowOf(bench.name, 'a training step', timed),
    layer: ours?.layers && rowOf(bench.name, FORWARD_BACKWARD, [{ ...ours, ms: ours.layers }]),
    operations: ready[0]?.operations ?? 0,
  };
}

async function timeInference(contestants: readonly Contestant[], { quick }: Options): Promise<Row> {
  const bench = trainCases[0] as BenchCase;
  const ready = await prepareAll(bench, contestants);
  const tasks = ready.map(({ contestant }) => {
    const batches = quick ? 4 : contestant.name === 'tfjs-node' ? 10 : 100;
    return { contestant, task: { do: 'predict', batches } as Task };
  });
  return rowOf('Inference of a batch, LSTM 64', 'a batch', await timeRounds(tasks, quick ? QUICK_ROUNDS : ROUNDS));
}

async function timeCharacters(contestants: readonly Contestant[], { quick }: Options): Promise<Row> {
  const able = contestants.filter(({ name }) => name === 'ours' || name === 'keras');
  const tasks = able.map((contestant) => {
    const characters = quick ? 20 : contestant.name === 'ours' ? CHARACTERS : KERAS_CHARACTERS;
    return { contestant, task: { do: 'generate', characters } as Task };
  });
  return rowOf('Character text, 1,000 characters generated', 'a character', await timeRounds(tasks, quick ? 1 : 3));
}

/** → the row, and the file's size. */
async function timeReading(): Promise<{ row: Row; bytes: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'unroll-bench-'));
  try {
    const file = join(folder, 'series.csv');
    await writeSeries(file, CSV_ROWS);
    const bytes = statSync(file).size;
    const timed = await timeFresh([startOurs, startDuckDb], { do: 'read', file });
    const name = `CSV of 1,000,000 rows × 6 columns (${Math.round(bytes / 1e6)} MB)`;
    return { row: rowOf(name, 'from file to first batch', timed), bytes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * In turn, each time in a process of its own: nothing is known from the one before, and memory is told at its highest. The first
 * round is not counted: it brings the file into memory.
 */
async function timeFresh(starts: readonly (() => Contestant)[], task: Task): Promise<Timed[]> {
  const measured = new Map<string, Measured[]>();
  for (let round = 0; round <= FRESH_ROUNDS; round++) {
    for (const start of starts) {
      const contestant = start();
      const found = await contestant.ask(task);
      if (round > 0) measured.set(contestant.name, [...(measured.get(contestant.name) ?? []), found]);
      contestant.end();
    }
  }
  return [...measured].map(([contestant, all]) => timedOf(contestant, all));
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
