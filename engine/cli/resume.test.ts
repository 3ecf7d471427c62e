import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Calls, Refusal, type RunSummary, type UnreadableRun } from '../api';
import { type Fake, type Given, runWith, summaryOf } from './testing/fakeEngine';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-cli-resume-'));
  file = join(folder, 'hamlet.unroll.json');
  for (const run of ['2026-11-20T10-00-00-maple', '2026-11-21T10-00-00-elm']) {
    await mkdir(join(folder, 'hamlet.runs', run), { recursive: true });
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (word: string, changes: Partial<RunSummary> = {}) =>
  summaryOf({ run: `2026-11-20T10-00-00-${word}`, word, state: 'stopped', epochs: 2, batch: 12, epochsPlanned: 5, ...changes });
const unreadable = (word: string, day = '19'): UnreadableRun => ({
  run: `2026-11-${day}T10-00-00-${word}`,
  word,
  why: 'Its record is damaged: the checksum does not fit.',
  bytes: 340,
});

type Start = Calls['train.start']['in'];

/** An engine that knows runs, and goes on with one. */
function knowing(runs: RunSummary[], { broken = [], seen = [] }: { broken?: UnreadableRun[]; seen?: Start[] } = {}) {
  return ({ emit }: Given): Fake => ({
    'runs.list': ({ projectPath }) => (projectPath === file ? { runs, unreadable: broken } : { runs: [], unreadable: [] }),
    'train.start': (request) => {
      seen.push(request);
      const name = request.resume?.run ?? 'none';
      const { projectPath } = request;
      const record = { epoch: 3, metrics: { loss: 0.5 }, seconds: 1 };
      emit('train.epoch', { projectPath, run: name, record, checkpoint: true });
      emit('train.ended', { projectPath, summary: run('maple', { run: name, state: 'finished', epochs: 5, batch: 0 }) });
      return { run: name };
    },
  });
}

describe('train --resume', () => {
  test.each([
    ['word', () => ['maple']],
    ['full name', () => ['2026-11-20T10-00-00-maple']],
    ['folder', () => [join(folder, 'hamlet.runs', '2026-11-20T10-00-00-maple')]],
    ['folder below where --out says', () => [join(folder, 'hamlet.runs', '2026-11-20T10-00-00-maple'), '--out', folder]],
    ['word where --out says', () => ['maple', '--out', folder]],
  ])('finds a run by its %s and says where it goes on', async (_, named) => {
    const seen: Start[] = [];
    const { code, err } = await runWith(['train', file, '--resume', ...named()], knowing([run('maple'), run('elm')], { seen }));
    expect(err).toBe('run 2026-11-20T10-00-00-maple goes on in epoch 3, after batch 12\nepoch 3/5: loss 0.5 (0:01)\n');
    expect(code).toBe(0);
    expect(seen).toMatchObject([
      { projectPath: file, resume: { run: '2026-11-20T10-00-00-maple', changedData: false }, project: { training: { epochs: 5 } } },
    ]);
  });

  test('finds a run by its folder beside another project', async () => {
    const seen: Start[] = [];
    const there = join(folder, 'hamlet.runs', '2026-11-20T10-00-00-maple');
    await runWith(['train', '/a/copy.unroll.json', '--resume', there], knowing([run('maple')], { seen }));
    expect(seen).toMatchObject([{ projectPath: file, resume: { run: '2026-11-20T10-00-00-maple' } }]);
  });

  test.each([
    [{ epochs: 3, batch: 0 }, 'after epoch 3'],
    [{ epochs: 0, batch: 0 }, 'from its beginning'],
    [{ epochs: 0, batch: 1 }, 'in epoch 1, after batch 1'],
  ])('of a run at %j says that it goes on %s', async (at, text) => {
    const { err } = await runWith(['train', file, '--resume', 'maple'], knowing([run('maple', at)]));
    expect(err).toContain(`goes on ${text}\n`);
  });

  test('tells programs where it goes on', async () => {
    const { lines } = await runWith(['train', file, '--resume', 'maple', '--json'], knowing([run('maple')]));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'started', from: { epochs: 2, batch: 12 } });
  });

  test('raises the number of epochs', async () => {
    const seen: Start[] = [];
    await runWith(['train', file, '--resume', 'maple', '--epochs', '9'], knowing([run('maple')], { seen }));
    expect(seen).toMatchObject([{ project: { training: { epochs: 9 } } }]);
  });

  test.each([
    [
      'a word that no run has',
      ['oak'],
      () => `There is no run "oak" beside ${file}: there are maple, elm, ash (which cannot be read), fig (which cannot be read).`,
    ],
    [
      'a word that several have',
      ['fir'],
      () => 'Several runs are called fir: say the full name of one, 2026-11-20T10-00-00-fir or 2026-11-18T10-00-00-fir.',
    ],
    ['a run that cannot be read', ['ash'], () => 'The run ash cannot be read: Its record is damaged: the checksum does not fit.'],
    [
      'fewer epochs than planned',
      ['maple', '--epochs', '4'],
      () => 'The run maple is planned for 5 epochs: --epochs can raise that number, not lower it.',
    ],
    ['a folder that is not there', ['./nothing'], () => 'There is no run folder ./nothing.'],
    [
      'another seed',
      ['maple', '--seed', '3'],
      () => 'A run that is resumed keeps its own seed: leave --seed away, or train anew without --resume.',
    ],
  ])('refuses %s', async (what, said, sentence) => {
    const seen: Start[] = [];
    const runs = what.includes('several') ? [run('maple'), run('fir')] : [run('maple'), run('elm')];
    const broken = what.includes('several') ? [unreadable('fir', '18')] : [unreadable('ash'), unreadable('fig')];
    const { code, err, out } = await runWith(['train', file, '--resume', ...said], knowing(runs, { broken, seen }));
    expect([code, err, out]).toEqual([2, `${sentence()}\n`, '']);
    expect(seen).toEqual([]);
  });

  test('says that there are no runs yet, and names not more than a sentence holds', async () => {
    const none = await runWith(['train', file, '--resume', 'oak'], knowing([]));
    expect(none.err).toBe(`There is no run "oak" beside ${file}: there are none yet.\n`);
    const many = await runWith(['train', file, '--resume', 'oak'], knowing(Array.from({ length: 25 }, (_, i) => run(`tree${i}`))));
    expect(many.err).toContain('tree18, tree19 and 5 more.');
  });

  test('refuses a folder that is a run no longer, and one that --out contradicts', async () => {
    const there = join(folder, 'hamlet.runs', '2026-11-21T10-00-00-elm');
    const gone = await runWith(['train', file, '--resume', there], knowing([run('maple')]));
    expect([gone.code, gone.err]).toEqual([2, `${there} holds no run: there is maple.\n`]);
    const other = await runWith(['train', file, '--resume', there, '--out', '/elsewhere'], knowing([run('maple')]));
    expect(other.err).toBe(`${there} does not stand where --out says: leave --out away, for a run goes on in its own folder.\n`);
  });
});

describe('data that have changed', () => {
  const refusing =
    (seen: Start[] = []) =>
    (given: Given): Fake => {
      const fake = knowing([run('maple')], { seen })(given);
      return {
        ...fake,
        'train.start': (request) => {
          if (!request.resume?.changedData) throw new Refusal('The data of this run have changed since it was trained.', 'data-changed');
          return fake['train.start']?.(request) ?? { run: 'none' };
        },
      };
    };

  test('are told, with the command that goes on with them', async () => {
    const { code, err } = await runWith(['train', file, '--resume', 'maple', '--out', folder], refusing());
    expect(code).toBe(2);
    expect(err).toBe(
      `The data of this run have changed since it was trained.\nTo go on with the data as they are now: npm start -- train ${file} --resume maple --out ${folder} --changed-data\n`,
    );
  });

  test('are gone on with when the person says so', async () => {
    const seen: Start[] = [];
    const { code } = await runWith(['train', file, '--resume', 'maple', '--changed-data'], refusing(seen));
    expect(code).toBe(0);
    expect(seen).toMatchObject([{ resume: { changedData: true } }]);
  });

  test('concern a run that is resumed only', async () => {
    const { code, err } = await runWith(['train', file, '--changed-data'], refusing());
    expect([code, err]).toEqual([2, '--changed-data says that a run may go on with data that have changed: it goes with --resume only.\n']);
  });
});
