import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunState } from '../../engine/api';
import { emptyProject } from '../../engine/project';
import { goOnInBackground, watchEnds } from './background';
import { closeDocument, showDocument, updateDocument } from './document';
import { useEngine } from './engine';
import { confirmClose } from './files';
import { type LiveRun, useRuns, watchRuns } from './runs';

const call = vi.hoisted(() => vi.fn());
const { tell, on } = vi.hoisted(() => {
  const listeners: { name: string; handler: (payload: unknown) => void }[] = [];
  return {
    tell: (name: string, payload: unknown) => {
      for (const one of listeners) if (one.name === name) one.handler(payload);
    },
    on: (name: string, handler: (payload: unknown) => void) => {
      const listener = { name, handler };
      listeners.push(listener);
      return () => listeners.splice(listeners.indexOf(listener), 1);
    },
  };
});
vi.mock('../transport', () => ({ engine: { call, on } }));
const ask = vi.hoisted(() => vi.fn());
vi.mock('../dialogs', () => ({ ask, choosePath: vi.fn() }));

const projectPath = '/drafts/one.unroll.json';
const live: LiveRun = {
  run: 'fern',
  projectPath,
  state: 'running',
  progress: null,
  epochs: [],
  batches: [],
  checkpoint: null,
  summary: null,
};
const settled = () => new Promise((resolve) => setTimeout(resolve));
const calls = () => call.mock.calls.map(([name]) => name).filter((name) => name.startsWith('shell.'));
const said = () => call.mock.calls.filter(([name]) => name === 'shell.notify').map(([, { body }]) => body);
const end = (state: RunState, path = projectPath) =>
  tell('train.ended', {
    projectPath: path,
    summary: {
      run: 'fern',
      word: 'fern',
      startedAt: '',
      state,
      epochs: 3,
      epochsPlanned: 9,
      last: { loss: 0.5 },
      best: null,
      hasCheckpoint: false,
    },
  });

const reported = vi.fn();
let stops: (() => void)[];
beforeEach(() => {
  reported.mockReset();
  ask.mockReset();
  call.mockReset().mockImplementation(async (name: string) => (name === 'runs.list' ? { runs: [], unreadable: [] } : {}));
  showDocument({ project: emptyProject, path: null, draftPath: projectPath, untitled: 'one' });
  useRuns.setState({ list: [], unreadable: [], live, chosen: null });
  stops = [watchRuns(reported), watchEnds(reported)];
});
afterEach(() => {
  for (const stop of stops) stop();
  closeDocument();
  expect(reported).not.toHaveBeenCalled();
});

test('the window is hidden once unsaved work stands in its draft, and goes once the end has been told', async () => {
  updateDocument((document) => ({ ...document, saved: null }));
  await goOnInBackground();
  expect(call.mock.calls.slice(-2)).toEqual([
    ['shell.saveDraft', { path: projectPath, of: null, project: emptyProject }],
    ['shell.close', { background: true }],
  ]);
  end('finished');
  await settled();
  expect(calls()).toEqual(['shell.saveDraft', 'shell.close', 'shell.notify', 'shell.endBackground']);
  expect(said()).toEqual(['fern finished after 3 of 9 epochs: 0.500 loss.']);
});

test('the result is remembered before the window goes', async () => {
  updateDocument((document) => ({ ...document, path: '/one.unroll.json' }));
  useRuns.setState({ live: { ...live, projectPath: '/one.unroll.json' } });
  await goOnInBackground();
  let remembered: (() => void) | undefined;
  call.mockImplementation((name: string) =>
    name === 'shell.remember' ? new Promise<void>((give) => (remembered = give)) : Promise.resolve({ runs: [], unreadable: [] }),
  );
  end('finished', '/one.unroll.json');
  await settled();
  expect(calls()).toEqual(['shell.close', 'shell.remember']);
  remembered?.();
  await settled();
  expect(calls()).toEqual(['shell.close', 'shell.remember', 'shell.notify', 'shell.endBackground']);
});

test('a draft that cannot be written keeps the window open', async () => {
  updateDocument((document) => ({ ...document, saved: null }));
  call.mockRejectedValueOnce(new Error('The disk is full.'));
  await expect(goOnInBackground()).rejects.toThrow('The disk is full.');
  end('finished');
  await settled();
  expect(calls()).toEqual(['shell.saveDraft', 'shell.notify']);
});

test('a window that could not be hidden does not go at the end', async () => {
  call.mockRejectedValueOnce(new Error('The program is closing.'));
  await expect(goOnInBackground()).rejects.toThrow('closing');
  end('finished');
  await settled();
  expect(calls()).toEqual(['shell.close', 'shell.notify']);
});

test('a run that ends while its draft is written leaves the window open with its end', async () => {
  updateDocument((document) => ({ ...document, saved: null }));
  const hidden = goOnInBackground();
  end('finished');
  await hidden;
  expect(calls()).not.toContain('shell.close');
});

test('a window that was never hidden stays, and so does one for whose run another window tells an end', async () => {
  end('finished');
  await settled();
  useRuns.setState({ live });
  await goOnInBackground();
  end('finished', '/other.unroll.json');
  await settled();
  expect(calls()).toEqual(['shell.notify', 'shell.close']);
});

test('a run that stopped early is told, and its window stays to be opened', async () => {
  await goOnInBackground();
  end('stopped early');
  await settled();
  expect(said()).toEqual(['fern stopped early after 3 of 9 epochs: 0.500 loss. Start the program again to see to it.']);
  expect(calls()).not.toContain('shell.endBackground');
});

test('a run that pauses by itself is told, and its window stays to be opened', async () => {
  await goOnInBackground();
  const progress = { epoch: 1, epochs: 9, batch: 1, batches: 9, loss: 1, gradientNorm: 1, learningRate: 1, batchesPerSecond: 1 };
  const reason = 'There is no room left.';
  useRuns.setState({
    live: {
      ...live,
      state: 'paused',
      progress: { ...progress, projectPath, run: 'fern', state: 'paused', reason, elapsedSeconds: 1, secondsLeft: 1, points: [] },
    },
  });
  await settled();
  expect(said()).toEqual(['Training paused. There is no room left. Start the program again to see to it.']);
  expect(calls()).not.toContain('shell.endBackground');
});

test('an engine that dies under the run is told with its reason, and the window goes', async () => {
  await goOnInBackground();
  useEngine.setState({ loss: 'it was killed' });
  useRuns.setState({ live: { ...live, state: 'lost' } });
  await settled();
  expect(said()).toEqual(['Training ended with the engine: it was killed. It can be gone on with from its last checkpoint.']);
  expect(calls().at(-1)).toBe('shell.endBackground');
});

test('a start that is refused behind a hidden window is told, and the window stays to be opened', async () => {
  useRuns.setState({ live: { ...live, run: null, state: 'preparing' } });
  await goOnInBackground();
  useRuns.setState({ live: null });
  await settled();
  expect(said()).toEqual(['Training could not start. Start the program again to see to it.']);
  expect(calls()).not.toContain('shell.endBackground');
});

const offered = () => ask.mock.calls.map(([{ choices }]) => choices.map(({ value }: { value: string }) => value).join(' '));

test('closing the last window offers to go on, and asks about nothing else then', async () => {
  updateDocument((document) => ({ ...document, saved: null }));
  ask.mockResolvedValueOnce('background');
  expect(await confirmClose({ isLast: true })).toBe('background');
  expect(offered()).toEqual(['stay stop background']);
});

test.each([null, 'stay'])('thinking better of it (%s) keeps the window', async (answer) => {
  ask.mockResolvedValueOnce(answer);
  expect(await confirmClose({ isLast: true })).toBe('stay');
});

test('stopping waits for the end, and then asks about unsaved work', async () => {
  updateDocument((document) => ({ ...document, saved: null }));
  ask.mockResolvedValueOnce('stop').mockResolvedValueOnce('cancel');
  const answer = confirmClose({ isLast: true });
  await settled();
  expect(ask).toHaveBeenCalledTimes(1);
  end('stopped');
  expect(await answer).toBe('stay');
  expect(offered()).toEqual(['stay stop background', 'discard cancel save']);
});

test('one window of several, and a run that is paused or stopping, are asked about as before', async () => {
  ask.mockResolvedValue('stay');
  await confirmClose({ isLast: false });
  for (const state of ['paused', 'stopping'] as const) {
    useRuns.setState({ live: { ...live, state } });
    await confirmClose({ isLast: true });
  }
  expect(offered()).toEqual(['stay stop', 'stay stop', 'stay stop']);
});

test('what has ended or paused while the person thought is no longer to go on', async () => {
  ask.mockImplementationOnce(async () => {
    useRuns.setState({ live: { ...live, state: 'paused' } });
    return 'background';
  });
  ask.mockImplementationOnce(async () => 'stay');
  expect(await confirmClose({ isLast: true })).toBe('stay');
  useRuns.setState({ live });
  ask.mockImplementationOnce(async () => {
    end('finished');
    return 'background';
  });
  expect(await confirmClose({ isLast: true })).toBe('close');
});

test('with no run and nothing unsaved, and on the start page, nothing is asked', async () => {
  useRuns.setState({ live: null });
  expect(await confirmClose({ isLast: true })).toBe('close');
  closeDocument();
  expect(await confirmClose({ isLast: true })).toBe('close');
  expect(ask).not.toHaveBeenCalled();
});
