import { beforeEach, expect, test } from 'vitest';
import type { Message, TrainProgress } from '../../engine/api';
import { emptyProject } from '../../engine/project';
import { createWakefulness, type Wakefulness } from './wakefulness';

/** Numbers of the blockers that hold now, and of all there ever were. */
let holding: number[];
let taken: number;
let wakefulness: Wakefulness;

beforeEach(() => {
  holding = [];
  taken = 0;
  wakefulness = createWakefulness({
    start: () => {
      holding.push(taken);
      return taken++;
    },
    stop: (id) => {
      holding = holding.filter((one) => one !== id);
    },
  });
});

const progress = (state: TrainProgress['state'], run = 'fern', projectPath = '/one.unroll.json') =>
  wakefulness.hear({
    is: 'event',
    name: 'train.progress',
    payload: {
      ...{ projectPath, run, state, reason: null, epoch: 1, epochs: 2, batch: 1, batches: 9, loss: 1, gradientNorm: 1, points: [] },
      ...{ learningRate: 0.001, batchesPerSecond: 1, elapsedSeconds: 1, secondsLeft: 1 },
    },
  });
const ended = (run = 'fern', projectPath = '/one.unroll.json') =>
  wakefulness.hear({
    is: 'event',
    name: 'train.ended',
    payload: {
      projectPath,
      summary: {
        ...{ run, word: 'fern', startedAt: '2026-11-28T08:00:00Z', state: 'finished', epochs: 2, batch: 0, epochsPlanned: 2, seconds: 1 },
        ...{ fingerprint: 'f', recipe: 'r', seed: 1, parameters: 1, architecture: 'LSTM 1', optimiser: 'Adam', last: {}, best: null },
        ...{ hasCheckpoint: true, note: null, elsewhere: false, bytes: 1 },
      },
    },
  });
/** Calls for a start. → how the engine replies. */
const start = (projectPath = '/one.unroll.json') => {
  const replies: Message[] = [];
  const payload = { project: emptyProject, projectPath, resume: null };
  const reply = wakefulness.during({ is: 'call', id: '1', name: 'train.start', payload }, (message: Message) => replies.push(message));
  return (message: Message) => {
    reply(message);
    expect(replies).toEqual([message]);
  };
};

test.each(['preparing', 'running', 'validating', 'stopping'] as const)('the machine stays awake while a run is %s', (state) => {
  progress(state);
  expect(holding).toHaveLength(1);
  ended();
  expect(holding).toEqual([]);
});

test('a run that pauses lets the machine sleep, and holds it again when it goes on', () => {
  progress('running');
  progress('paused');
  expect(holding).toEqual([]);
  progress('running');
  expect(holding).toEqual([1]);
});

test('several runs in several windows have one blocker, until the last one ends', () => {
  progress('running');
  progress('running', 'fern', '/copy.unroll.json');
  progress('running', 'elm');
  expect([holding, taken]).toEqual([[0], 1]);
  ended();
  ended('elm');
  expect(holding).toEqual([0]);
  ended('fern', '/copy.unroll.json');
  expect(holding).toEqual([]);
});

test.each([{ is: 'lost', reason: 'it was killed' }, { is: 'given up', reason: 'it fails' }, { is: 'starting' }] as const)(
  'what trained in an engine that is $is holds no longer',
  (status) => {
    progress('running');
    wakefulness.follow({ is: 'ready', pid: 1 });
    expect(holding).toEqual([0]);
    wakefulness.follow(status);
    expect(holding).toEqual([]);
  },
);

test('a start holds from its call on, while its data are read, and without a gap until the run ends', () => {
  const reply = start();
  expect(holding).toEqual([0]);
  progress('preparing');
  reply({ is: 'answer', id: '1', payload: { run: 'fern' } });
  progress('running');
  expect([holding, taken]).toEqual([[0], 1]);
  ended();
  expect(holding).toEqual([]);
});

test('a start that is refused lets go, whether its run was heard of or not, and leaves other runs alone', () => {
  start()({ is: 'refused', id: '1', text: 'There are no data.' });
  expect(holding).toEqual([]);
  progress('preparing', 'elm', '/other.unroll.json');
  const reply = start();
  progress('preparing');
  reply({ is: 'refused', id: '1', text: 'There is no room.' });
  expect(holding).toHaveLength(1);
  ended('elm', '/other.unroll.json');
  expect(holding).toEqual([]);
});

test('other calls and other events hold nothing', () => {
  const reply = () => undefined;
  expect(wakefulness.during({ is: 'call', id: '1', name: 'runs.list', payload: {} }, reply)).toBe(reply);
  expect(wakefulness.during({ is: 'call', id: '1', name: 'train.start', payload: { project: null } }, reply)).toBe(reply);
  wakefulness.hear({ is: 'event', name: 'engine.memory', payload: { bytes: 1, tensors: 1 } });
  wakefulness.hear({ is: 'event', name: 'train.progress', payload: { run: 'fern' } });
  expect(taken).toBe(0);
});
