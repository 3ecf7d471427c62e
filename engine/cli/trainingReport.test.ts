import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { TrainProgress } from '../api';
import type { Session } from './session';
import { summaryOf } from './testing/fakeEngine';
import { barReport, jsonReport } from './trainingReport';

const running: TrainProgress = {
  projectPath: '/a.unroll.json',
  run: 'maple',
  state: 'running',
  reason: null,
  epoch: 2,
  epochs: 4,
  batch: 5,
  batches: 10,
  loss: 0.5,
  gradientNorm: 1,
  learningRate: 0.001,
  batchesPerSecond: 20,
  elapsedSeconds: 1,
  secondsLeft: 65,
  points: [],
};

/** What a report needs of a session. */
function sessionWith(changes: Partial<Session>): Session {
  return {
    engine: {
      call: () => Promise.reject(new Error('not asked')),
      job: () => {
        throw new Error('not asked');
      },
      on: () => () => undefined,
      onClose: () => () => undefined,
    },
    lost: new Promise<never>(() => undefined),
    interrupted: new Promise<void>(() => undefined),
    print: () => undefined,
    write: () => undefined,
    remark: () => undefined,
    ...changes,
  };
}

/** A bar on a terminal that a test can read; remarks stand in the same place. */
function watch() {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 200 });
  let shown = '';
  stream.on('data', (chunk) => {
    shown += chunk;
  });
  const report = barReport(sessionWith({ remark: (line) => stream.write(`${line}\n`) }), stream);
  return { report, text: () => shown };
}

describe('the bar', () => {
  test.each([
    ['validating', { batch: 1, batches: 3 }],
    ['stopping', {}],
    ['paused', {}],
  ] as const)('says that a run is %s, and stays where it is', (state, changes) => {
    const { report, text } = watch();
    report.progress(running);
    report.progress({ ...running, ...changes, state });
    report.ended(summaryOf(), undefined);
    expect(text()).toContain(' 37 %  epoch 2/4  loss 0.5  20 batches/s  1:05 left');
    expect(text()).toContain(` 37 %  epoch 2/4 (${state})  loss 0.5`);
  });

  test('is not drawn before the first batch', () => {
    const { report, text } = watch();
    report.progress({ ...running, state: 'preparing', batch: 0, batches: 0 });
    report.progress({ ...running, state: 'stopping', batch: 0, batches: 0 });
    report.ended(summaryOf(), undefined);
    expect(text()).toBe('');
  });

  test('ends before a remark, which has a line of its own, and is drawn anew below it', () => {
    const { report, text } = watch();
    report.progress(running);
    report.remark('stopping at the next batch');
    report.progress({ ...running, state: 'stopping' });
    report.ended(summaryOf(), undefined);
    const [before = '', after = ''] = text().split('stopping at the next batch\n');
    expect(before.endsWith('\n')).toBe(true);
    expect(before).toContain('epoch 2/4  loss');
    expect(after).toContain('epoch 2/4 (stopping)');
  });
});

test('lines for programs say the state, at most one a second', () => {
  const lines: string[] = [];
  let time = 0;
  const report = jsonReport(sessionWith({ print: (line) => lines.push(line) }), () => time);
  for (const state of ['running', 'validating', 'stopping'] as const) {
    report.progress({ ...running, state });
    report.progress({ ...running, state });
    time += 1000;
  }
  expect(lines.map((line) => JSON.parse(line).state)).toEqual(['running', 'validating', 'stopping']);
});
