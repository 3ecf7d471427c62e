import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wordProject } from '../testing/projects';
import { trainProject } from '../testing/run';
import { readHistory, summariseRuns } from './record';

let runs = '';
let text = '';
beforeAll(async () => {
  runs = await mkdtemp(join(tmpdir(), 'unroll-record-'));
  await trainProject(wordProject({ epochs: 1 }), { folder: join(runs, '2026-01-01T00-00-00-oak') });
  text = await readFile(join(runs, '2026-01-01T00-00-00-oak', 'run.json'), 'utf8');
});
afterAll(() => rm(runs, { recursive: true, force: true }));

async function listedWith(record: string | undefined) {
  const folder = join(runs, '2026-01-02T00-00-00-elm');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  if (record !== undefined) await writeFile(join(folder, 'run.json'), record);
  return summariseRuns(runs);
}

test.each([
  ['is missing', () => undefined, 'run.json is missing'],
  ['was cut off', () => text.slice(0, -40), 'no whole JSON'],
  ['is of a later version', () => text.replace('"version": 2', '"version": 99'), 'newer Unroll'],
  ['has a changed digit', () => text.replace('"seed": 5', '"seed": 6'), 'damaged, or changed by hand'],
  ['is null', () => 'null', 'no JSON object'],
  ['has no checksum', () => text.replace(/"checksum": "\w+"/, '"checksum": null'), 'damaged, or changed by hand'],
])('a run whose record %s is listed with the reason, and the others as ever', async (_, change, why) => {
  const { runs: readable, unreadable } = await listedWith(change());
  expect(readable.map(({ word }) => word)).toEqual(['oak']);
  expect(unreadable).toEqual([
    { run: '2026-01-02T00-00-00-elm', word: 'elm', why: expect.stringContaining(why), bytes: change()?.length ?? 0 },
  ]);
  expect(await readHistory(join(runs, '2026-01-02T00-00-00-elm'), '2026-01-02T00-00-00-elm')).toMatchObject({ is: 'unreadable' });
});

test('runs are listed without reading what they wrote as they went', async () => {
  const folder = join(runs, '2026-01-01T00-00-00-oak');
  const before = await listedWith(undefined);
  let journals = 0;
  for (const name of ['metrics.jsonl', 'batches.jsonl']) {
    journals += (await stat(join(folder, name))).size;
    await rm(join(folder, name));
  }
  expect((await listedWith(undefined)).runs).toEqual(before.runs.map((run) => ({ ...run, bytes: run.bytes - journals })));
});

test('a folder whose name no run has is none', async () => {
  const before = await summariseRuns(runs);
  await mkdir(join(runs, `2026-${'a'.repeat(90)}`));
  expect(await summariseRuns(runs)).toEqual(before);
});

test('a run whose journals are shorter than its state says so', async () => {
  const folder = join(runs, '2026-01-03T00-00-00-fig');
  await trainProject(wordProject({ epochs: 2 }), { folder });
  for (const name of ['metrics.jsonl', 'batches.jsonl']) await rm(join(folder, name));
  expect(await readHistory(folder, '2026-01-03T00-00-00-fig')).toMatchObject({
    history: { damage: expect.stringContaining('are missing') },
  });
  const { summary } = await trainProject(wordProject({ epochs: 3 }), { folder, resume: true });
  expect(summary.note).toContain('Lines of its journals were lost');
  expect(await readHistory(folder, '2026-01-03T00-00-00-fig')).toMatchObject({ history: { epochs: [{ epoch: 3 }], damage: null } });
});

test('a run whose checkpoints are gone says so', async () => {
  const folder = join(runs, '2026-01-04T00-00-00-yew');
  await trainProject(wordProject({ epochs: 1 }), { folder });
  await rm(join(folder, 'checkpoints'), { recursive: true });
  const found = (await summariseRuns(runs)).runs.find(({ word }) => word === 'yew');
  expect(found).toMatchObject({ hasCheckpoint: false, note: expect.stringContaining('Its checkpoints are gone') });
});
