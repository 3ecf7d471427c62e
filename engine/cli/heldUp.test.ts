import { describe, expect, test } from 'vitest';
import { Refusal, type TrainProgress } from '../api';
import { RETRY_EVERY } from './heldUp';
import { type Fake, type Given, runWith, summaryOf } from './testing/fakeEngine';

const FULL = 'The run could not be written: there is no room left on the disk.';
const READ_ONLY = 'The run could not be written: the folder can only be read.';
const WAITS = 'the run waits and goes on by itself: it is tried every 5 s; Ctrl-C stops it';

const at = (projectPath: string, changes: Partial<TrainProgress>): TrainProgress => ({
  projectPath,
  run: 'maple',
  state: 'running',
  reason: null,
  epoch: 1,
  epochs: 2,
  batch: 3,
  batches: 10,
  loss: 0.5,
  gradientNorm: 1,
  learningRate: 0.001,
  batchesPerSecond: 20,
  elapsedSeconds: 1,
  secondsLeft: 1,
  points: [],
  ...changes,
});
const point = { step: 4, loss: 0.5, gradientNorm: 1 };

/** An engine whose run pauses by itself, for one reason at each attempt, and goes on when there is none left. */
function pausing(reasons: readonly string[], attempts: string[] = []) {
  return ({ emit }: Given): Fake => {
    const left = [...reasons];
    const attempt = (projectPath: string) => {
      // It runs for a moment until it fails again.
      emit('train.progress', at(projectPath, {}));
      const reason = left.shift();
      if (reason !== undefined) emit('train.progress', at(projectPath, { state: 'paused', reason }));
      else {
        emit('train.progress', at(projectPath, { batch: 4, points: [point] }));
        emit('train.ended', { projectPath, summary: summaryOf() });
      }
    };
    return {
      'train.start': ({ projectPath }) => {
        attempt(projectPath);
        return { run: 'maple' };
      },
      'train.resume': ({ projectPath, run }) => {
        attempts.push(run);
        attempt(projectPath);
        return undefined;
      },
      'train.stop': ({ projectPath }) => {
        emit('train.progress', at(projectPath, { state: 'stopping' }));
        emit('train.ended', { projectPath, summary: summaryOf({ state: 'stopped', hasCheckpoint: false }) });
        return undefined;
      },
    };
  };
}

describe('a run that pauses by itself', () => {
  test('is tried again every few seconds until it goes on; each reason is said once', async () => {
    const [attempts, waits]: [string[], number[]] = [[], []];
    const { code, err } = await runWith(['train', 'a.unroll.json'], pausing([FULL, FULL, READ_ONLY, FULL], attempts), {
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
    });
    expect(code).toBe(0);
    expect(attempts).toEqual(['maple', 'maple', 'maple', 'maple']);
    expect(waits).toEqual([RETRY_EVERY, RETRY_EVERY, RETRY_EVERY, RETRY_EVERY]);
    expect(err).toBe(`run maple\n${FULL}\n${WAITS}\n${READ_ONLY}\n${WAITS}\nthe run goes on\n`);
  });

  test('says a reason anew when it had gone on meanwhile', async () => {
    const { err } = await runWith(['train', 'a.unroll.json'], ({ emit }) => {
      let attempts = 0;
      return {
        'train.start': ({ projectPath }) => {
          emit('train.progress', at(projectPath, { state: 'paused', reason: FULL }));
          return { run: 'maple' };
        },
        'train.resume': ({ projectPath }) => {
          emit('train.progress', at(projectPath, { points: [point] }));
          if (++attempts === 1) emit('train.progress', at(projectPath, { state: 'paused', reason: FULL }));
          else emit('train.ended', { projectPath, summary: summaryOf() });
          return undefined;
        },
      };
    });
    expect(err).toBe(`run maple\n${FULL}\n${WAITS}\nthe run goes on\n${FULL}\n${WAITS}\nthe run goes on\n`);
  });

  test('tells programs', async () => {
    const { lines, err } = await runWith(['train', 'a.unroll.json', '--json'], pausing([FULL, FULL]));
    expect(err).toBe('');
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['started', 'progress', 'paused', 'resumed', 'ended']);
    expect(JSON.parse(lines[2] ?? '')).toEqual({ event: 'paused', reason: FULL });
  });

  test('is said to a person who watches the bar', async () => {
    const { err } = await runWith(['train', 'a.unroll.json'], pausing([FULL]), { isWatched: true });
    expect(err).toBe(`run maple\n${FULL}\n${WAITS}\nthe run goes on\n`);
  });

  test('stops at Ctrl-C while it waits, and is tried no more', async () => {
    const attempts: string[] = [];
    let interrupt = () => {};
    let waited = () => {};
    const { code, err } = await runWith(
      ['train', 'a.unroll.json'],
      (given) => {
        interrupt = given.interrupt;
        return pausing([FULL, FULL], attempts)(given);
      },
      {
        wait: () => {
          interrupt();
          return new Promise((resolve) => {
            waited = resolve;
          });
        },
      },
    );
    waited();
    await new Promise(setImmediate);
    expect(code).toBe(130);
    expect(attempts).toEqual([]);
    expect(err).toBe(`run maple\n${FULL}\n${WAITS}\nstopping at the next batch; what was learned is kept\n`);
  });

  test('after Ctrl-C says nothing of waiting', async () => {
    const { code, err } = await runWith(['train', 'a.unroll.json'], (given) => ({
      ...pausing([])(given),
      'train.start': () => {
        given.interrupt();
        return { run: 'maple' };
      },
      'train.stop': ({ projectPath }) => {
        given.emit('train.progress', at(projectPath, { state: 'paused', reason: FULL }));
        given.emit('train.ended', { projectPath, summary: summaryOf({ state: 'stopped', hasCheckpoint: false, note: FULL }) });
        return undefined;
      },
    }));
    expect(code).toBe(130);
    expect(err).toBe(`stopping at the next batch; what was learned is kept\nrun maple\n${FULL}\n`);
  });

  test('says why it could not even be tried, once, and keeps trying', async () => {
    let attempts = 0;
    const { code, err } = await runWith(['train', 'a.unroll.json'], (given) => {
      const fake = pausing([FULL])(given);
      return {
        ...fake,
        'train.resume': (which) => {
          if (++attempts < 3) throw new Refusal('The engine is busy.');
          return fake['train.resume']?.(which);
        },
      };
    });
    expect(code).toBe(0);
    expect(attempts).toBe(3);
    expect(err.match(/The engine is busy\./g)).toHaveLength(1);
  });
});
