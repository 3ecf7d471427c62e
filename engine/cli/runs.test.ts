import { describe, expect, test } from 'vitest';
import { Refusal, type RunSummary, type UnreadableRun } from '../api';
import { runWith, summaryOf } from './testing/fakeEngine';

const list = (args: string[], runs: RunSummary[], unreadable: UnreadableRun[] = [], seen: string[] = []) =>
  runWith(['runs', '/a/hamlet.unroll.json', ...args], () => ({
    'runs.list': ({ projectPath }) => {
      seen.push(projectPath);
      return { runs, unreadable };
    },
  }));
/** A moment by the clock of this machine. */
const startedAt = (hour: number) => new Date(2026, 10, 20, hour, 5).toISOString();

const older = summaryOf({ run: '2026-11-20T08-05-00-elm', word: 'elm', startedAt: startedAt(8), best: null, bytes: 3500 });
const newer = summaryOf({
  run: '2026-11-20T14-05-00-maple',
  startedAt: startedAt(14),
  state: 'stopped',
  batch: 12,
  epochsPlanned: 10,
  best: { epoch: 2, metrics: { loss: 0.2, val_loss: 0.3 } },
});
const broken = { run: '2026-11-19T08-05-00-ash', word: 'ash', why: 'Its record is damaged: the checksum does not fit.', bytes: 340 };

describe('runs', () => {
  test('are a table, newest first, with the reason of those that cannot be read', async () => {
    const { code, lines, err } = await list([], [older, newer], [broken]);
    expect([code, err]).toEqual([0, '']);
    expect(lines).toEqual([
      'Run    State     Epochs             Best                   Time    Disk  Started',
      'maple  stopped   2/10 + 12 batches  val_loss 0.3, epoch 2  1:05  1.2 MB  2026-11-20 14:05',
      'elm    finished  2/2                –                      1:05  3.5 kB  2026-11-20 08:05',
      'ash (340 bytes) cannot be read: Its record is damaged: the checksum does not fit.',
    ]);
  });

  test('are called by their full names where two have the same word', async () => {
    const { lines } = await list([], [newer], [{ ...broken, run: '2026-11-19T08-05-00-maple', word: 'maple' }]);
    expect(lines[1]).toMatch(/^2026-11-20T14-05-00-maple {2}/);
    expect(lines[2]).toMatch(/^2026-11-19T08-05-00-maple \(340 bytes\) cannot be read/);
  });

  test('are one object a line for programs', async () => {
    const { lines } = await list(['--json'], [older, newer], [broken]);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { ...newer, folder: '/a/hamlet.runs/2026-11-20T14-05-00-maple' },
      { ...older, folder: '/a/hamlet.runs/2026-11-20T08-05-00-elm' },
      { run: broken.run, word: 'ash', unreadable: broken.why, bytes: 340 },
    ]);
  });

  test.each([[[]], [['--json']]])('are none, which is no failure: %j', async (args) => {
    const { code, out, err } = await list(args, []);
    expect([code, out, err]).toEqual([0, '', 'there are no runs beside /a/hamlet.unroll.json yet\n']);
  });

  test('are looked for where --out says', async () => {
    const seen: string[] = [];
    await list(['--out', '/tmp/runs'], [newer], [], seen);
    expect(seen).toEqual(['/tmp/runs/hamlet.unroll.json']);
  });

  test('of a project that is not there are refused', async () => {
    const { code, err } = await runWith(['runs', 'x.json'], () => ({
      'project.open': () => {
        throw new Refusal('There is no file x.json.');
      },
    }));
    expect([code, err]).toEqual([2, 'There is no file x.json.\n']);
  });
});
