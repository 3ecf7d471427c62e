import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readProjectFile } from '../../../project/file';
import { readEvents } from '../../testing/events';
import { trainProject } from '../../testing/run';
import { readCheckpoint } from '../checkpoint';
import { readJournal } from '../journal';
import { readRecord, summariseRuns } from '../record';

// Runs that version 1 wrote, as they stand in the archive.

const archive = resolve(__dirname, '..', '..', '..', 'project', 'versions', 'archive', '1');
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-archive-'));
  await cp(archive, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const listed = async (name: string) => {
  const { runs, unreadable } = await summariseRuns(join(folder, `${name}.runs`));
  expect(unreadable).toEqual([]);
  return Object.fromEntries(runs.map((run) => [run.word, run]));
};

async function goOn(name: string, run: string) {
  const path = join(folder, `${name}.unroll.json`);
  const read = await readProjectFile(path);
  if (read.is === 'refused') throw new Error(read.text);
  return trainProject(read.project, { folder: join(folder, `${name}.runs`, run), projectPath: path, resume: true });
}

describe('a run of version 1', () => {
  test('is listed as it was', async () => {
    const { oak, elm, ash } = await listed('series');
    expect(oak).toMatchObject({ state: 'finished', epochs: 4, batch: 0, hasCheckpoint: true, best: { epoch: 4 }, architecture: 'LSTM 3' });
    expect(oak?.last).toHaveProperty('val_mae');
    expect(oak?.seconds).toBeGreaterThan(0);
    expect(elm).toMatchObject({ state: 'stopped', epochs: 2, epochsPlanned: 4 });
    expect(ash).toMatchObject({
      state: 'diverged',
      epochs: 0,
      hasCheckpoint: false,
      note: expect.stringContaining('learning rate of 100'),
    });
    const { yew, fig } = await listed('text');
    expect([yew?.state, fig?.state]).toEqual(['stopped', 'interrupted']);
  });

  test('that was stopped inside an epoch goes on from the batch whose weights it kept, and ends where the other one did', async () => {
    const { folder: at, summary } = await goOn('series', '2026-11-28T08-01-00-elm');
    expect(summary).toMatchObject({ state: 'finished', epochs: 4, startedAt: '2026-11-28T08:51:27.531Z' });
    const [resumed, whole] = [
      await readCheckpoint(at, 'last'),
      await readCheckpoint(join(folder, 'series.runs', '2026-11-28T08-00-00-oak'), 'last'),
    ];
    expect(resumed.state).toMatchObject({ from: 2, step: 16, epoch: 4, batch: 0 });
    resumed.state?.weights.forEach(({ name, values }, i) => {
      const other = whole.state?.weights[i];
      expect(other?.name).toBe(name);
      for (const [j, value] of values.entries()) expect(value).toBeCloseTo(other?.values[j] ?? Number.NaN, 5);
    });
    const { epochs, batches, damage } = await readJournal(at);
    expect([epochs.map(({ epoch }) => epoch), batches.map(({ step }) => step), damage]).toEqual([
      [1, 2, 3, 4],
      Array.from({ length: 16 }, (_, i) => i + 1),
      null,
    ]);
    expect((await readEvents(at)).filter((event) => event.startsWith('loss'))).toEqual(['loss 1', 'loss 2', 'loss 3', 'loss 4']);
  });

  test('keeps what it was beside what it became', async () => {
    const { folder: at } = await goOn('series', '2026-11-28T08-01-00-elm');
    const before = (name: string) => readFile(join(archive, 'series.runs', '2026-11-28T08-01-00-elm', name), 'utf8');
    const names = await readdir(at);
    for (const [kept, name] of [
      ['run.v1.json', 'run.json'],
      ['metrics.v1.jsonl', 'metrics.jsonl'],
      ['batches.v1.jsonl', 'batches.jsonl'],
    ] as const) {
      expect(names).toContain(kept);
      expect(await readFile(join(at, kept), 'utf8')).toBe(await before(name));
    }
  });

  test.each([
    ['stateful', '2026-11-28T08-03-00-fir'],
    ['text', '2026-11-28T08-04-00-yew'],
    ['text', '2026-11-28T08-05-00-fig'],
  ])('goes on: %s, %s', async (name, run) => {
    const { summary } = await goOn(name, run);
    expect(summary).toMatchObject({ state: 'finished', epochs: 4 });
  });

  test('whose first attempt to go on met a full disk loses nothing', async () => {
    const at = join(folder, 'series.runs', '2026-11-28T08-01-00-elm');
    // As an attempt leaves it that had kept the originals and written nothing yet in their place.
    for (const name of ['metrics', 'batches']) {
      await cp(join(at, `${name}.jsonl`), join(at, `${name}.v1.jsonl`));
      await writeFile(join(at, `${name}.jsonl`), '');
    }
    await goOn('series', '2026-11-28T08-01-00-elm');
    expect((await readJournal(at)).epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
  });

  test('whose best epoch a crash left out of its journal keeps what its checkpoint knows of it', async () => {
    const at = join(folder, 'series.runs', '2026-11-28T08-01-00-elm');
    const manifest = join(at, 'checkpoints', 'epoch-2', 'manifest.json');
    const before = JSON.parse(await readFile(manifest, 'utf8'));
    await writeFile(manifest, JSON.stringify({ ...before, patience: { best: 0.001, epochsSince: 0 } }));
    const { summary } = await goOn('series', '2026-11-28T08-01-00-elm');
    expect(summary.best).toEqual({ epoch: 2, metrics: { val_loss: 0.001 } });
  });

  test('that was killed before it wrote a line of its journal goes on', async () => {
    const at = join(folder, 'series.runs', '2026-11-28T08-01-00-elm');
    for (const name of ['metrics', 'batches']) await rm(join(at, `${name}.jsonl`));
    expect((await goOn('series', '2026-11-28T08-01-00-elm')).summary.state).toBe('finished');
  });

  test('without a checkpoint says that it cannot go on', async () => {
    await expect(goOn('series', '2026-11-28T08-02-00-ash')).rejects.toThrow('no whole checkpoint to go on from: train anew');
  });

  test('that is older than a parameter of its nodes reads with its default', async () => {
    const at = join(folder, 'series.runs', '2026-11-28T08-00-00-oak');
    const whole = await readRecord(at);
    const record = JSON.parse(await readFile(join(at, 'run.json'), 'utf8'));
    for (const node of record.project.graph.nodes) delete node.params.stateful;
    await writeFile(join(at, 'run.json'), JSON.stringify(record));
    expect(await readRecord(at)).toEqual(whole);
  });
});
