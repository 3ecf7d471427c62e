import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EventName, type Events, Refusal, type RunSummary } from '../api';
import { tensorflow } from '../kernels/tensorflow';
import type { Project } from '../project';
import { disk } from '../project/testing/faultyDisk';
import { seriesProject } from '../train/testing/projects';
import { trainingHandlers } from './training';

vi.mock('node:fs/promises', async (original) => (await import('../project/testing/faultyDisk')).faultyDisk(await original()));

const own = Array.from({ length: 80 }, (_, i) => (20 + 8 * Math.sin(i)).toFixed(3));
let folder = '';
let ended: RunSummary[] = [];
let said: EventName[] = [];
const emit = <K extends EventName>(name: K, payload: Events[K]) => {
  said.push(name);
  if (name === 'train.ended') ended.push((payload as Events['train.ended']).summary);
};
const handlers = trainingHandlers(emit, { isAsked: () => false });

const at = (...names: string[]) => join(folder, ...names);
const projectPath = () => at('series.unroll.json');
const writeData = (rows: readonly string[]) => writeFile(at('load.csv'), `load\n${rows.join('\n')}\n`);

const project = (training: Parameters<typeof seriesProject>[0] = {}): Project => {
  const base = seriesProject({ epochs: 2, ...training });
  if (base.data.is !== 'table') throw new Error('no table');
  return { ...base, data: { ...base.data, source: { is: 'file', path: 'load.csv' }, time: null, features: ['load'], targets: ['load'] } };
};

const start = (path = projectPath(), given = project(), resume: { run: string; changedData: boolean } | null = null) =>
  Promise.resolve(handlers['train.start']({ project: given, projectPath: path, resume }));

const end = () => vi.waitFor(() => expect(ended).toHaveLength(1), { timeout: 30_000 });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-start-'));
  await writeData(own);
  [ended, said] = [[], []];
});
afterEach(async () => {
  disk.mend();
  await rm(folder, { recursive: true, force: true });
});

/** What was refused, in words; afterwards nothing more is held or left than before. */
async function refusalOf(work: () => Promise<unknown>): Promise<Refusal> {
  const [tensors, names] = [tensorflow().memory().numTensors, await readdir(folder)];
  const refusal = await work().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(Refusal);
  disk.mend();
  expect(tensorflow().memory().numTensors).toBe(tensors);
  const left = await readdir(at('series.runs')).catch(() => []);
  expect(left).toEqual([]);
  expect((await readdir(folder)).filter((name) => name !== 'series.runs')).toEqual(names.filter((name) => name !== 'series.runs'));
  return refusal as Refusal;
}

describe('a start that fails', () => {
  beforeAll(async () => {
    // TensorFlow keeps a few tensors from its first network on.
    folder = await mkdtemp(join(tmpdir(), 'unroll-start-'));
    await writeData(own);
    await start();
    await end();
    await rm(folder, { recursive: true });
  });

  test('because the folder of the runs is a file', async () => {
    await writeFile(at('series.runs'), '');
    const [tensors, refusal] = [tensorflow().memory().numTensors, await start().catch((error: Error) => error.message)];
    expect(refusal).toMatch(/could not be started: .*series\.runs is no folder/);
    expect(tensorflow().memory().numTensors).toBe(tensors);
  });

  test('because it is a link that leads nowhere', async () => {
    await symlink(at('gone', 'deep'), at('series.runs'));
    await expect(start()).rejects.toThrow(/could not be started: .*(no folder|leads nowhere)/);
  });

  test('because nobody may write there', async () => {
    // Of the few folders in which not even the system's owner may write.
    await symlink('/proc/self', at('series.runs'));
    await expect(start()).rejects.toThrow(/could not be started: /);
  });

  test('because its name is too long', async () => {
    expect((await refusalOf(() => start(at(`${'x'.repeat(251)}.json`)))).message).toContain('could not be started: its name is too long');
  });

  test('because its data are gone', async () => {
    await rm(at('load.csv'));
    expect((await refusalOf(() => start())).message).toContain('There is no file');
  });

  test('because the network needs more memory than there is', async () => {
    const base = project();
    const nodes = base.graph.nodes.map((node) => (node.type === 'lstm' ? { ...node, params: { ...node.params, units: 60_000 } } : node));
    expect((await refusalOf(() => start(projectPath(), { ...base, graph: { ...base.graph, nodes } }))).message).toMatch(
      /would need about \d+ GB, and .* can be had/,
    );
  });

  test('because the disk is full, at whichever change of it', async () => {
    // As many as the first record takes: the folder of the runs, that of the run, its lock, and run.json.
    for (let failing = 1; failing <= 8; failing++) {
      disk.failFrom(failing, 'ENOSPC');
      const refusal = await refusalOf(() => start());
      expect(refusal.message).toMatch(/could not be started: there is no room left on the disk of .*\. Choose another place/);
    }
    expect(said).not.toContain('train.ended');
    await start();
    await end();
    expect(ended[0]?.state).toBe('finished');
  });
});

describe('going on', () => {
  /** A run that was stopped after its third batch. */
  async function stopped(): Promise<string> {
    const { run } = await start(projectPath(), project({ epochs: 500, batchSize: 8 }));
    await vi.waitFor(() => expect(said).toContain('train.epoch'), { timeout: 30_000 });
    await handlers['train.stop']({ projectPath: projectPath(), run });
    await end();
    expect(ended[0]?.state).toBe('stopped');
    [ended, said] = [[], []];
    return run;
  }
  const refused = async (run: string) => {
    const before = await readdir(at('series.runs', run));
    const [tensors, error] = [
      tensorflow().memory().numTensors,
      await start(projectPath(), project(), { run, changedData: false }).catch((found: unknown) => found),
    ];
    expect(tensorflow().memory().numTensors).toBe(tensors);
    expect(await readdir(at('series.runs', run))).toEqual(before);
    return error as Refusal;
  };

  test.each([
    ['other numbers', own.map((value, i) => (i === 40 ? String(Number(value) + 0.5) : value))],
    ['fewer rows', own.slice(0, 70)],
    ['one row more', [...own, '20.5']],
    ['the reverse order', [...own].reverse()],
  ])('with %s is refused with a code, and done and written down where that is wanted', async (_, rows) => {
    const run = await stopped();
    await writeData(rows);
    const refusal = await refused(run);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal.code).toBe('data-changed');
    expect(refusal.message).toContain('their file was changed or exchanged');
    await start(projectPath(), project(), { run, changedData: true });
    await vi.waitFor(() => expect(said).toContain('train.epoch'), { timeout: 30_000 });
    await handlers['train.stop']({ projectPath: projectPath(), run });
    await end();
    const { readRecord } = await import('../train/run/record');
    const read = await readRecord(at('series.runs', run));
    expect(read).toMatchObject({ is: 'record', record: { changes: [{ fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) }] } });
    // From now on these are its data.
    [ended, said] = [[], []];
    await start(projectPath(), project(), { run, changedData: false });
    await handlers['train.stop']({ projectPath: projectPath(), run });
    await end();
  });

  test('without its data, without its folder, or where it cannot be written is refused, and leaves it as it was', async () => {
    const run = await stopped();
    await rm(at('load.csv'));
    expect((await refused(run)).message).toContain('There is no file');
    await writeData(own);
    disk.failFrom(1, 'EROFS');
    expect((await refused(run)).message).toMatch(/could not be started: .* can only be read/);
    disk.mend();
    const gone = await start(projectPath(), project(), { run: '2026-01-01T00-00-00-elm', changedData: false }).catch(
      (error: Error) => error,
    );
    expect(gone).toMatchObject({ message: expect.stringContaining('cannot go on') });
    expect(await readdir(at('series.runs'))).toEqual([run]);
    await start(projectPath(), project(), { run, changedData: false });
    await handlers['train.stop']({ projectPath: projectPath(), run });
    await end();
    expect(ended[0]?.state).toBe('stopped');
  });

  test('is refused while another process trains the run', async () => {
    const run = await stopped();
    await writeFile(at('series.runs', run, '.lock'), JSON.stringify({ host: 'elsewhere', pid: 1, began: null }));
    const { message } = await refused(run);
    expect(message).toContain('Another window or program trains this run');
    expect(message).toContain(`delete ${at('series.runs', run, '.lock')}`);
    await expect(Promise.resolve(handlers['runs.remove']({ projectPath: projectPath(), run }))).rejects.toThrow('under way');
    const { runs } = await handlers['runs.list']({ projectPath: projectPath() });
    expect(runs.map(({ state }) => state)).toEqual(['stopped']);
  });
});

describe('a disk that is full in the middle of a run', () => {
  const paused = () => vi.waitFor(() => expect(pauses()).not.toEqual([]), { timeout: 30_000 });
  let reasons: (string | null)[] = [];
  const hearing = trainingHandlers(
    (name, payload) => {
      emit(name, payload);
      if (name === 'train.progress' && (payload as Events['train.progress']).state === 'paused')
        reasons.push((payload as Events['train.progress']).reason);
    },
    { isAsked: () => false },
  );
  const pauses = () => reasons;
  beforeEach(() => {
    reasons = [];
  });
  const begin = async () => {
    const { run } = await hearing['train.start']({ project: project({ epochs: 3000 }), projectPath: projectPath(), resume: null });
    await vi.waitFor(() => expect(said).toContain('train.epoch'), { timeout: 30_000 });
    disk.failFrom(1, 'ENOSPC');
    await paused();
    return run;
  };

  test('pauses it with the reason; once there is room it goes on as if nothing had been', async () => {
    const run = await begin();
    expect(reasons[0]).toMatch(/^The run could not be written: there is no room left on the disk of .*\. Mend that, then go on\.$/);
    const { runs } = await hearing['runs.list']({ projectPath: projectPath() });
    expect(runs[0]?.state).toBe('paused');
    disk.mend();
    await hearing['train.resume']({ projectPath: projectPath(), run });
    await hearing['train.stop']({ projectPath: projectPath(), run });
    await end();
    const history = await hearing['runs.read']({ projectPath: projectPath(), run });
    expect(history.damage).toBeNull();
    expect(history.epochs.map(({ epoch }) => epoch)).toEqual(history.epochs.map((_, i) => i + 1));
  });

  test('stays so where going on helps nothing, and ends at a stop with what was kept before', async () => {
    const run = await begin();
    await hearing['train.resume']({ projectPath: projectPath(), run });
    await vi.waitFor(() => expect(reasons.length).toBeGreaterThan(1), { timeout: 30_000 });
    await hearing['train.stop']({ projectPath: projectPath(), run });
    await end();
    expect(ended[0]).toMatchObject({
      state: 'stopped',
      hasCheckpoint: true,
      note: expect.stringContaining('could not be written: there is no room left'),
    });
    disk.mend();
    const { runs } = await hearing['runs.list']({ projectPath: projectPath() });
    expect(runs[0]).toMatchObject({ state: 'interrupted', hasCheckpoint: true });
  });

  test('whose folder somebody removes pauses with that reason, and does not come back as a shell of itself', async () => {
    const { run } = await hearing['train.start']({ project: project({ epochs: 100_000 }), projectPath: projectPath(), resume: null });
    await vi.waitFor(() => expect(said).toContain('train.epoch'), { timeout: 30_000 });
    await rm(at('series.runs', run), { recursive: true, maxRetries: 10 });
    await paused();
    expect(reasons[0]).toContain(`${at('series.runs', run)} is not there`);
    await hearing['train.stop']({ projectPath: projectPath(), run });
    await end();
    expect(await readdir(at('series.runs'))).toEqual([]);
  });
});
