import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TrainProgress } from '../../engine/api';
import { Refusal } from '../../engine/api';
import { emptyProject } from '../../engine/project';
import { closeDocument, showDocument } from './document';
import { useEngine } from './engine';
import { confirmLeave } from './files';
import { continueTraining, refreshRuns, removeRuns, startTraining, stopTraining, untilEnded, useRuns, watchRuns } from './runs';

const call = vi.hoisted(() => vi.fn());
const { heard, on } = vi.hoisted(() => {
  const listeners = new Map<string, (payload: unknown) => void>();
  const listen = (name: string, handler: (payload: unknown) => void) => {
    listeners.set(name, handler);
    return () => listeners.delete(name);
  };
  return { heard: listeners, on: listen };
});
vi.mock('../transport', () => ({ engine: { call, on } }));
const ask = vi.hoisted(() => vi.fn());
vi.mock('../dialogs', () => ({ ask, choosePath: vi.fn() }));

/** Answers that the engine still owes, by the name of the call. */
const owed = new Map<string, { give: (answer: unknown) => void; fail: (error: Error) => void }>();
const asked = (wanted: string) => call.mock.calls.filter(([name]) => name === wanted).map(([, payload]) => payload);
const answer = async (name: string, value: unknown) => {
  owed.get(name)?.give(value);
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  owed.clear();
  call.mockReset().mockImplementation((name: string) => new Promise((give, fail) => owed.set(name, { give, fail })));
  ask.mockReset();
  useRuns.setState({ list: [], unreadable: [], live: null, chosen: null });
  showDocument({ project: emptyProject, path: null, draftPath: '/drafts/one.unroll.json', untitled: 'one' });
});
afterEach(closeDocument);

test.each([
  ['while its draft is being written', 0],
  ['while the engine prepares it', 1],
])('a run that is to stop %s stops as soon as it has a name', async (_, answered) => {
  const started = startTraining();
  if (answered > 0) await answer('shell.saveDraft', {});
  const stopped = stopTraining();
  expect(useRuns.getState().live?.state).toBe('stopping');
  if (answered === 0) await answer('shell.saveDraft', {});
  expect(asked('train.stop')).toEqual([]);
  await answer('train.start', { run: 'fern' });
  expect(asked('train.stop')).toEqual([{ projectPath: '/drafts/one.unroll.json', run: 'fern' }]);
  await answer('train.stop', undefined);
  await Promise.all([started, stopped]);
});

test('a start that was refused leaves nothing to stop', async () => {
  const started = startTraining();
  const stopped = stopTraining();
  await answer('shell.saveDraft', {});
  owed.get('train.start')?.fail(new Error('There are no data.'));
  await expect(started).rejects.toThrow('There are no data.');
  await stopped;
  expect(asked('train.stop')).toEqual([]);
  expect(useRuns.getState().live).toBeNull();
});

test('a run that could not be told to stop goes on, and can be told again', async () => {
  const started = startTraining();
  await answer('shell.saveDraft', {});
  await answer('train.start', { run: 'fern' });
  await started;
  const stopped = stopTraining();
  await new Promise((resolve) => setTimeout(resolve));
  owed.get('train.stop')?.fail(new Error('The engine did not answer.'));
  await expect(stopped).rejects.toThrow('did not answer');
  expect(useRuns.getState().live?.state).toBe('running');
});

const summary = { run: 'fern', word: 'fern', startedAt: '2026-11-28T08:00:00Z', state: 'stopped', hasCheckpoint: true };

async function train() {
  const started = startTraining();
  await answer('shell.saveDraft', {});
  await answer('train.start', { run: 'fern' });
  await started;
}

test('runs that cannot be read are known beside the others', async () => {
  const refreshed = refreshRuns();
  const unreadable = [{ run: 'elm', word: 'elm', why: 'Its run.json is missing.' }];
  await answer('runs.list', { runs: [summary], unreadable });
  await refreshed;
  expect(useRuns.getState()).toMatchObject({ list: [summary], unreadable });
});

test('a run that is gone on with on other data says so, and a refusal leaves what was shown before', async () => {
  const shown = {
    run: 'fern',
    projectPath: '/p',
    state: 'ended' as const,
    progress: null,
    epochs: [],
    batches: [],
    checkpoint: null,
    summary: null,
  };
  useRuns.setState({ live: shown });
  const started = startTraining({ resume: { run: 'fern', changedData: false } });
  await answer('runs.read', { project: emptyProject, epochs: [], batches: [] });
  await answer('shell.saveDraft', {});
  expect(asked('train.start')).toMatchObject([{ resume: { run: 'fern', changedData: false } }]);
  owed.get('train.start')?.fail(new Error('The data changed.'));
  await expect(started).rejects.toThrow('The data changed.');
  expect(useRuns.getState().live).toBe(shown);
});

test('leaving waits until the run has ended before it drops the draft with its runs', async () => {
  const stop = watchRuns(() => undefined);
  await train();
  ask.mockResolvedValueOnce('stop').mockResolvedValueOnce('discard');
  const left = confirmLeave();
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked('train.stop')).toHaveLength(1);
  await answer('train.stop', undefined);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(asked('shell.dropDraft')).toEqual([]);
  heard.get('train.ended')?.({ projectPath: '/drafts/one.unroll.json', summary });
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked('shell.dropDraft')).toHaveLength(1);
  await answer('shell.dropDraft', undefined);
  expect(await left).toBe(true);
  stop();
});

test('whoever waits for the end hears of an engine that died too', async () => {
  await train();
  const ended = untilEnded();
  const { live } = useRuns.getState();
  useRuns.setState({ live: live && { ...live, state: 'lost' } });
  await expect(ended).resolves.toBeUndefined();
});

test('a run that is gone on with twice in quick succession starts once, and is still shown', async () => {
  const stop = watchRuns(() => undefined);
  const [first, second] = [1, 2].map(() => startTraining({ resume: { run: 'fern', changedData: false } }));
  expect(asked('runs.read')).toHaveLength(1);
  await answer('runs.read', { project: emptyProject, epochs: [], batches: [] });
  await answer('shell.saveDraft', {});
  await answer('train.start', { run: 'fern' });
  await Promise.all([first, second]);
  expect(asked('train.start')).toHaveLength(1);
  expect(useRuns.getState().live).toMatchObject({ run: 'fern', state: 'preparing' });
  stop();
});

test('whoever waits for the end hears of a line to the program that is gone', async () => {
  await train();
  const ended = untilEnded();
  useEngine.setState({ disconnected: true });
  await expect(ended).resolves.toBeUndefined();
  useEngine.setState({ disconnected: false });
});

const progressAt = (more: Partial<TrainProgress>): TrainProgress => ({
  projectPath: '/drafts/one.unroll.json',
  run: 'fern',
  state: 'running',
  reason: null,
  epoch: 1,
  epochs: 10,
  batch: 1,
  batches: 9,
  loss: 1,
  gradientNorm: 1,
  learningRate: 0.001,
  batchesPerSecond: 1,
  elapsedSeconds: 1,
  secondsLeft: 1,
  points: [],
  ...more,
});
const gathered = () =>
  new Promise<void>((resolve) => {
    const stop = useRuns.subscribe(() => {
      stop();
      resolve();
    });
  });

test('batches and epochs that a crash made the run repeat are drawn once', async () => {
  const stop = watchRuns(() => undefined);
  const point = (step: number) => ({ step, loss: 1, gradientNorm: 1 });
  const epoch = (number: number) => ({ epoch: number, metrics: {}, seconds: 1 });
  const started = startTraining({ resume: { run: 'fern', changedData: false } });
  await answer('runs.read', { project: emptyProject, epochs: [1, 2, 3].map(epoch), batches: [1, 2, 3, 4].map(point) });
  await answer('shell.saveDraft', {});
  await answer('train.start', { run: 'fern' });
  await started;
  const heardOf = gathered();
  heard.get('train.progress')?.(progressAt({ points: [3, 4, 5].map(point) }));
  heard.get('train.epoch')?.({ projectPath: '/drafts/one.unroll.json', run: 'fern', record: epoch(3), checkpoint: true });
  await heardOf;
  expect(useRuns.getState().live?.batches.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
  expect(useRuns.getState().live?.epochs.map((record) => record.epoch)).toEqual([1, 2, 3]);
  stop();
});

test('a run that goes on after it paused by itself says so at once, and again where it has to pause once more', async () => {
  const stop = watchRuns(() => undefined);
  await train();
  const full = progressAt({ state: 'paused', reason: 'There is no room left.' });
  const paused = gathered();
  heard.get('train.progress')?.(full);
  await paused;
  expect(useRuns.getState().live?.state).toBe('paused');
  const goneOn = continueTraining();
  expect(useRuns.getState().live?.state).toBe('running');
  await answer('train.resume', undefined);
  await goneOn;
  const again = gathered();
  heard.get('train.progress')?.(full);
  await again;
  expect(useRuns.getState().live?.state).toBe('paused');
  stop();
});

test('a run that cannot be told to go on stays paused', async () => {
  await train();
  const { live } = useRuns.getState();
  useRuns.setState({ live: live && { ...live, state: 'paused' } });
  const goneOn = continueTraining();
  await new Promise((resolve) => setTimeout(resolve));
  owed.get('train.resume')?.fail(new Error('The engine did not answer.'));
  await expect(goneOn).rejects.toThrow('did not answer');
  expect(useRuns.getState().live?.state).toBe('paused');
});

test('runs are taken away in turn, and one that is refused does not keep the others', async () => {
  const unreadable = [{ run: 'ash', word: 'ash', why: 'Its run.json is missing.', bytes: 1 }];
  const refreshed = refreshRuns();
  await answer('runs.list', { runs: [summary, { ...summary, run: 'elm' }, { ...summary, run: 'oak' }], unreadable });
  await refreshed;
  const removing = removeRuns(['fern', 'elm', 'ash']);
  await answer('runs.remove', undefined);
  expect(asked('runs.remove')).toMatchObject([{ run: 'fern' }, { run: 'elm' }]);
  const refusal = new Error('This run is under way: stop it first.');
  owed.get('runs.remove')?.fail(refusal);
  await new Promise((resolve) => setTimeout(resolve));
  await answer('runs.remove', undefined);
  expect(await removing).toEqual({ removed: ['fern', 'ash'], failed: [{ run: 'elm', error: refusal }] });
  expect(useRuns.getState().list.map(({ run }) => run)).toEqual(['elm', 'oak']);
  expect(useRuns.getState().unreadable).toEqual([]);
});

test('a run that another program trains is listed, and not taken for one of this window', async () => {
  const stop = watchRuns(() => undefined);
  const refreshed = refreshRuns();
  await answer('runs.list', { runs: [{ ...summary, state: 'running', elsewhere: true }], unreadable: [] });
  await refreshed;
  expect(useRuns.getState().live).toBeNull();
  expect(asked('runs.read')).toEqual([]);
  stop();
});

test('leaving is not kept up by a run that turns out not to be under way', async () => {
  await train();
  ask.mockResolvedValueOnce('stop').mockResolvedValueOnce('discard');
  const left = confirmLeave();
  await new Promise((resolve) => setTimeout(resolve));
  owed.get('train.stop')?.fail(new Refusal('This run is not under way.'));
  await vi.waitFor(() => expect(asked('shell.dropDraft')).toHaveLength(1));
  await answer('shell.dropDraft', undefined);
  expect(await left).toBe(true);
});
