import { describe, expect, test } from 'vitest';
import { Refusal, type RunSummary } from '../api';
import { type Fake, type Given, runWith, summaryOf } from './testing/fakeEngine';

/** An engine whose run is stopped as soon as it has begun. */
function stopped(changes: Partial<RunSummary> = {}, others: RunSummary[] = []) {
  const summary = summaryOf({ run: '2026-11-20T10-00-00-maple', state: 'stopped', batch: 12, epochsPlanned: 10, ...changes });
  return ({ emit, interrupt }: Given): Fake => ({
    'train.start': () => {
      // Before the answer, as when the data take their time to be read.
      interrupt();
      return { run: summary.run };
    },
    'train.stop': ({ projectPath }) => {
      emit('train.ended', { projectPath, summary });
      return undefined;
    },
    'runs.list': () => ({ runs: [summary, ...others], unreadable: [] }),
  });
}

describe('Ctrl-C', () => {
  test('says at once that it stops, where it stopped, and how to go on', async () => {
    const { code, err, lines } = await runWith(['train', 'my nets/a.unroll.json'], stopped());
    expect(code).toBe(130);
    expect(lines).toEqual([
      'maple stopped in epoch 3 of 10, after batch 12, in 1:05; epoch 2: loss 0.25, accuracy 1',
      'best at epoch 1: loss 0.2',
    ]);
    expect(err).toBe(
      "stopping at the next batch; what was learned is kept\nrun 2026-11-20T10-00-00-maple\ngo on with: npm start -- train 'my nets/a.unroll.json' --resume maple\n",
    );
  });

  test('names the folder that was said with --out', async () => {
    const { err } = await runWith(['train', 'a.unroll.json', '--out', '/tmp/runs'], stopped());
    expect(err).toContain('go on with: npm start -- train a.unroll.json --resume maple --out /tmp/runs\n');
  });

  test('says the full name where another run has the same word, or where the runs cannot be listed', async () => {
    const twin = summaryOf({ run: '2026-11-18T10-00-00-maple' });
    const { err } = await runWith(['train', 'a.unroll.json'], stopped({}, [twin]));
    expect(err).toContain('--resume 2026-11-20T10-00-00-maple\n');
    const unlisted = await runWith(['train', 'a.unroll.json'], (given) => ({
      ...stopped()(given),
      'runs.list': () => {
        throw new Refusal('The folder of the runs cannot be read.');
      },
    }));
    expect(unlisted.code).toBe(130);
    expect(unlisted.err).toContain('--resume 2026-11-20T10-00-00-maple\n');
  });

  test('says nothing of going on where nothing was kept', async () => {
    const { code, err, lines } = await runWith(
      ['train', 'a.unroll.json'],
      stopped({ hasCheckpoint: false, epochs: 0, batch: 0, last: {}, best: null }),
    );
    expect(code).toBe(130);
    expect(lines).toEqual(['maple stopped before its first batch, in 1:05']);
    expect(err).not.toContain('go on with');
  });

  test('with --json says how to go on as well, on standard error', async () => {
    const { lines, err } = await runWith(['train', 'a.unroll.json', '--json'], stopped());
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ event: 'started' }, { event: 'ended', epochs: 2, batch: 12 }]);
    expect(err).toContain('go on with: npm start -- train a.unroll.json --resume maple\n');
  });
});

describe('the end', () => {
  test.each([
    [{ epochs: 0, batch: 3, last: {}, best: null }, 'maple stopped in epoch 1 of 10, after batch 3, in 1:05'],
    [{ epochs: 4, batch: 0, best: null }, 'maple stopped after 4 of 10 epochs in 1:05: loss 0.25, accuracy 1'],
  ])('of a run at %j is told truly', async (at, line) => {
    const { lines } = await runWith(['train', 'a.unroll.json'], stopped(at));
    expect(lines).toEqual([line]);
  });

  test.each([
    [[], 'The disk of the run is full.\n'],
    [['--json'], ''],
  ])('of a start that failed is told with its reason and no folder, with code 1: %j', async (json, remark) => {
    const summary = summaryOf({
      state: 'failed',
      epochs: 0,
      last: {},
      best: null,
      hasCheckpoint: false,
      note: 'The disk of the run is full.',
    });
    const { code, lines, err } = await runWith(['train', '/nowhere/a.unroll.json', ...json], ({ emit }) => ({
      'train.start': ({ projectPath }) => {
        emit('train.ended', { projectPath, summary });
        return { run: 'maple' };
      },
    }));
    expect(code).toBe(1);
    if (json.length > 0) {
      const ended: object = JSON.parse(lines[1] ?? '');
      expect(ended).toMatchObject({ event: 'ended', state: 'failed', note: 'The disk of the run is full.' });
      expect(ended).not.toHaveProperty('folder');
      expect(err).toBe(remark);
    } else {
      expect(lines).toEqual(['maple failed before its first batch, in 1:05']);
      expect(err).toBe(`run maple\n${remark}`);
    }
  });

  test.each([
    [new Refusal('You may not write in /a.'), 2, 'You may not write in /a.\n'],
    [new TypeError('x is undefined'), 1, 'train.start: x is undefined\n'],
  ])('of a start that is refused is its reason: %s', async (error, expected, sentence) => {
    const { code, err, out } = await runWith(['train', 'a.unroll.json'], () => ({
      'train.start': () => {
        throw error;
      },
    }));
    expect([code, err, out]).toEqual([expected, sentence, '']);
  });
});
