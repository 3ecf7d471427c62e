import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchCase, seriesCase } from './cases';
import type { Task } from './contestant';
import { startOurs } from './contestants';
import { writeSeries } from './csvFile';
import type { Machine } from './machine';
import { floorOfLstm } from './report';
import { timeRounds, warmUp } from './rounds';

/** How the cost of one thing grows while all else stays: LSTM 64 over 50 steps × 8 features, batches of 32, both cores. */
export interface Growth {
  readonly of: string;
  readonly unit: string;
  readonly points: readonly { readonly at: number; readonly ms: number; readonly floor: number | null }[];
}

const ROUNDS = 5;
/** Steps timed at a time. */
const STEPS_TIMED = 100;
const UNITS = [8, 16, 32, 64, 128, 256, 512];
const STEPS = [5, 10, 25, 50, 100, 200, 400];
const BATCHES = [1, 4, 16, 32, 64, 128, 256];
const ROWS = [1_000, 10_000, 100_000, 1_000_000];

const lstm = (units: number, steps: number, batch: number) =>
  seriesCase(`LSTM ${units}`, [{ type: 'lstm', params: { units } }], { steps, batch });

export async function measureGrowth(machine: Machine): Promise<Growth[]> {
  const stepsOf = async (of: string, values: readonly number[], make: (value: number) => BenchCase) => {
    const points = [];
    for (const at of values) points.push({ at, ms: await timeStep(make(at)), floor: floorOfLstm(make(at), machine) });
    return { of, unit: 'ms a training step', points };
  };
  const threads = [];
  for (let at = 1; at <= machine.cores; at *= 2) {
    const bench = lstm(256, 50, 32);
    threads.push({
      at,
      ms: await timeStep(bench, { UNROLL_THREADS: String(at) }),
      floor: floorOfLstm(bench, { ...machine, cores: at }),
    });
  }
  return [
    await stepsOf('units', UNITS, (units) => lstm(units, 50, 32)),
    await stepsOf('time steps', STEPS, (steps) => lstm(64, steps, 32)),
    await stepsOf('samples in a batch', BATCHES, (batch) => lstm(64, 50, batch)),
    { of: 'threads, LSTM 256', unit: 'ms a training step', points: threads },
    { of: 'rows of a CSV', unit: 'ms to the first batch', points: await timeRows() },
  ];
}

async function timeStep(bench: BenchCase, env: Readonly<Record<string, string>> = {}): Promise<number> {
  const contestant = startOurs(env);
  try {
    await contestant.ask({ do: 'prepare', bench, request: { nodes: [], losses: [] } });
    const task: Task = { do: 'train', steps: STEPS_TIMED };
    await warmUp(contestant, task);
    const [timed] = await timeRounds([{ contestant, task }], ROUNDS);
    return timed?.ms.median ?? Number.NaN;
  } finally {
    contestant.end();
  }
}

async function timeRows(): Promise<Growth['points']> {
  const folder = mkdtempSync(join(tmpdir(), 'unroll-bench-'));
  try {
    const points = [];
    for (const at of ROWS) {
      const file = join(folder, `${at}.csv`);
      await writeSeries(file, at);
      const contestant = startOurs();
      const { ms } = await contestant.ask({ do: 'read', file });
      contestant.end();
      points.push({ at, ms, floor: null });
    }
    return points;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
