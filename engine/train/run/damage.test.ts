import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '../../api/contract';
import { createRandom } from '../../kernels/random';
import { createControl } from '../control';
import { keptOf } from '../testing/kept';
import { seriesProject } from '../testing/projects';
import { trainProject } from '../testing/run';
import { readCheckpoint } from './checkpoint';
import { openResumable } from './goOn';
import { readHistory, summariseRuns } from './record';

/** Sixty times a file of a stopped run is cut or one of its bits turned; the first of these runs go on. */
const CASES = 60;
const RESUMED = 24;
const RUN = '2026-01-01T00-00-00-oak';
const project = seriesProject({ epochs: 3 });

let at = '';
let whole = '';
let wanted: Awaited<ReturnType<typeof keptOf>>;
let files: string[] = [];
beforeAll(async () => {
  at = await mkdtemp(join(tmpdir(), 'unroll-damage-'));
  wanted = await keptOf((await trainProject(project)).folder);
  whole = join(at, 'whole', RUN);
  // Two generations: one of an earlier sitting.
  for (const step of [9, 17]) {
    const control = createControl();
    const watch = {
      batch: (report: { step: number }) => {
        if (report.step === step) control.stop();
        return undefined;
      },
    };
    await trainProject(project, { folder: whole, resume: step > 9, control, watch });
  }
  const generations = (await readdir(join(whole, 'checkpoints'))).filter((name) => name.startsWith('step-'));
  expect(generations).toHaveLength(2);
  const newest = join('checkpoints', 'step-17');
  files = [
    'run.json',
    'metrics.jsonl',
    'batches.jsonl',
    join(newest, 'manifest.json'),
    join(newest, 'weights.bin'),
    join(newest, 'optimiser.bin'),
  ];
});
afterAll(() => rm(at, { recursive: true, force: true }));

async function spoil(path: string, number: number): Promise<string> {
  const random = createRandom('damage', number);
  const bytes = await readFile(path);
  if (number % 2 === 0) {
    const length = random.below(bytes.length);
    await truncate(path, length);
    return `cut to ${length} of ${bytes.length} bytes`;
  }
  const [byte, bit] = [random.below(bytes.length), random.below(8)];
  bytes[byte] = (bytes[byte] as number) ^ (1 << bit);
  await writeFile(path, bytes);
  return `bit ${bit} of byte ${byte} turned`;
}

test.each(Array.from({ length: CASES }, (_, number) => number))('damage %i gives an older state or a sentence', async (number) => {
  const runs = join(at, String(number));
  const folder = join(runs, RUN);
  await cp(whole, folder, { recursive: true });
  const file = files[Math.floor(number / 2) % files.length] as string;
  const what = `${file} ${await spoil(join(folder, file), number)}`;

  const { runs: readable, unreadable } = await summariseRuns(runs);
  expect(readable.length + unreadable.length, what).toBe(1);
  const history = await readHistory(folder, RUN);
  const resumable = await openResumable(folder).catch((error: unknown) => error);
  if (resumable instanceof Error) {
    expect(resumable, what).toBeInstanceOf(Refusal);
    expect(unreadable, what).toHaveLength(1);
    return;
  }
  const { state, damage } = await readCheckpoint(folder, 'last');
  const isTold = damage !== null || (history.is === 'history' && history.history.damage !== null);
  // What was cut off at the end of a journal is what a crash leaves, and what stands before it is whole.
  const isCutJournal = file.endsWith('.jsonl') && number % 2 === 0;
  expect(isTold || isCutJournal, what).toBe(true);
  expect(state?.step, what).toBe(damage === null ? 17 : 14);
  if (number >= RESUMED || file.endsWith('.jsonl')) return;
  const { summary } = await trainProject(project, { folder, resume: true });
  expect(summary.state, what).toBe('finished');
  expect(await keptOf(folder), what).toEqual(wanted);
});
