import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../api';
import { jobHandlers } from '../host/jobs';
import { type Fake, type Given, runWith, training } from './testing/fakeEngine';

let folder: string;
let run: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-cli-'));
  run = join(folder, 'hamlet.runs', 'maple');
  await mkdir(run, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('what cannot be done', () => {
  test.each([
    [[], 'Say what to do: --help lists the commands.'],
    [['frob'], "Unknown command 'frob'."],
    [['trian', 'x'], "Unknown command 'trian' (Did you mean train?)"],
    [['train'], "Missing required argument 'file'."],
    [['train', 'x', 'y'], "Too many arguments for 'train'. Expected 1 argument but got 2."],
    [['train', 'x', '--bogus'], "Unknown option '--bogus'."],
    [['train', 'x', '--epochs'], "Option '--epochs <number>' argument missing."],
    [['train', 'x', '--epochs', '0'], "Option '--epochs <number>' argument '0' is invalid. It must be a whole number from 1 to 1000000."],
    [
      ['train', 'x', '--epochs', 'ten'],
      "Option '--epochs <number>' argument 'ten' is invalid. It must be a whole number from 1 to 1000000.",
    ],
    [['train', 'x', '--seed', '-1'], "Option '--seed <number>' argument '-1' is invalid. It must be a whole number from 0 to 2147483647."],
    [['predict', 'x'], "Required option '--run <folder>' not specified."],
    [
      ['export', 'x', '--run', 'r', '--out', 'o', '--format', 'h5'],
      "Option '--format <name>' argument 'h5' is invalid. Allowed choices are tfjs.",
    ],
    [
      ['generate', 'x', '--run', 'r', '--seed-text', 'a', '--length', '5', '--temperature', '-1'],
      "Option '--temperature <number>' argument '-1' is invalid. It must be a number from 0 to 10.",
    ],
    [['serve', '--port', '70000'], "Option '--port <number>' argument '70000' is invalid. It must be a whole number from 0 to 65535."],
  ])('%j is told in one sentence, with code 2', async (args, sentence) => {
    const { code, err, out } = await runWith(args);
    expect([code, err, out]).toEqual([2, `${sentence}\n`, '']);
  });

  test('a refusal of the engine is one sentence and code 2', async () => {
    const { code, err, kill } = await runWith(['train', 'x.json'], () => ({
      'project.open': () => {
        throw new Refusal('There is no file x.json.');
      },
    }));
    expect([code, err]).toEqual([2, 'There is no file x.json.\n']);
    expect(kill).toHaveBeenCalledOnce();
  });

  test('a fault of ours is code 1', async () => {
    const { code, err } = await runWith(['templates'], () => ({
      'templates.list': () => {
        throw new TypeError('x is undefined');
      },
    }));
    expect([code, err]).toEqual([1, 'templates.list: x is undefined\n']);
  });

  test('an engine that dies is code 1, with the reason', async () => {
    const { code, err } = await runWith(['templates'], ({ die }) => ({
      'templates.list': () => {
        die('it was killed');
        return new Promise(() => undefined);
      },
    }));
    expect([code, err]).toEqual([1, 'The engine stopped: it was killed.\n']);
  });
});

test.each([['--help'], ['train', '--help'], ['--version']])('%j is printed, with code 0', async (...args) => {
  const { code, out, err } = await runWith(args);
  expect([code, err]).toEqual([0, '']);
  expect(out.length).toBeGreaterThan(10);
});

test('serve passes its options on', async () => {
  const { code, served } = await runWith(['serve', '--port', '8080', '--folder', '/data']);
  expect(code).toBe(0);
  expect(served).toHaveBeenCalledWith({ port: 8080, folder: '/data' });
});

describe('train', () => {
  test('tells each epoch, the result and where it stands', async () => {
    const seen: unknown[] = [];
    const file = join(folder, 'hamlet.unroll.json');
    const { code, lines, err } = await runWith(['train', file, '--epochs', '2', '--seed', '7'], (given) =>
      training(given, 'finished', seen),
    );
    expect(code).toBe(0);
    expect(seen).toEqual([{ epochs: 2, seed: 7, projectPath: file }]);
    expect(err).toBe('run maple\nepoch 1/2: loss 1 (0:01)\nepoch 2/2: loss 0.5 (0:01)\n');
    expect(lines).toEqual(['maple finished after 2 of 2 epochs in 1:05: loss 0.25, accuracy 1', 'best at epoch 1: loss 0.2', run]);
  });

  test('with --json prints one object a line, and nothing else', async () => {
    const { code, lines, err } = await runWith(['train', join(folder, 'hamlet.unroll.json'), '--json'], training);
    expect([code, err]).toEqual([0, '']);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'started', run: 'maple', folder: run },
      { event: 'epoch', epoch: 1 },
      { event: 'epoch', epoch: 2, metrics: { loss: 0.5 } },
      { event: 'ended', state: 'finished', folder: run },
    ]);
  });

  test('with --out puts the run there', async () => {
    const seen: unknown[] = [];
    const { lines } = await runWith(['train', '/a/hamlet.unroll.json', '--out', folder], (given) => training(given, 'finished', seen));
    expect(seen).toMatchObject([{ projectPath: join(folder, 'hamlet.unroll.json') }]);
    expect(lines.at(-1)).toBe(run);
  });

  test.each([
    ['finished', 0],
    ['stopped early', 0],
    ['diverged', 1],
    ['failed', 1],
  ] as const)('that ends %s has code %i', async (state, code) => {
    const done = await runWith(['train', 'x.unroll.json'], (given) => training(given, state));
    expect(done.code).toBe(code);
    if (state === 'diverged') expect(done.err).toContain('The loss became NaN: take a smaller learning rate.');
  });

  test('stops cleanly at Ctrl-C, with code 130', async () => {
    const seen: unknown[] = [];
    const { code, lines, kill, abort } = await runWith(['train', 'x.unroll.json'], (given) => {
      const fake = training(given, 'stopped', seen);
      return {
        ...fake,
        'train.start': (request) => {
          // A turn later: the run has begun.
          setTimeout(given.interrupt);
          return fake['train.start']?.(request) ?? { run: 'maple' };
        },
      };
    });
    expect(code).toBe(130);
    expect(seen.at(-1)).toBe('stop');
    expect(lines[0]).toContain('maple stopped after 2 of 2 epochs');
    expect(kill).toHaveBeenCalledOnce();
    expect(abort).not.toHaveBeenCalled();
  });

  test('ends at once at the second Ctrl-C', async () => {
    const { abort } = await runWith(['train', 'x.unroll.json'], (given) => {
      const fake = training(given, 'stopped');
      return {
        ...fake,
        'train.start': (request) => {
          given.interrupt();
          given.interrupt();
          return fake['train.start']?.(request) ?? { run: 'maple' };
        },
      };
    });
    expect(abort).toHaveBeenCalledOnce();
  });
});

const halfway = { share: 0.5, perSecond: 10, secondsLeft: 1 };

describe('predict', () => {
  const predicted = ({ emit }: Given): Fake =>
    jobHandlers(emit, {
      predict: async ({ data }) => ({
        dataChanged: false,
        columns: ['pm2.5', 'a "quoted", name'],
        rows: [
          { at: data ?? '2026-01-01', values: [1.100000023841858, null] },
          { at: 'a,b', values: [2, 3] },
        ],
      }),
    });

  test('prints CSV', async () => {
    const { code, lines } = await runWith(['predict', 'x', '--run', run], predicted);
    expect(code).toBe(0);
    expect(lines).toEqual(['at,pm2.5,"a ""quoted"", name"', '2026-01-01,1.1,', '"a,b",2,3']);
  });

  test('predicts from the file it is given, and prints an object a line with --json', async () => {
    const { lines } = await runWith(['predict', 'x', '--run', run, '--data', '/new.csv', '--json'], predicted);
    expect(JSON.parse(lines[0] ?? '')).toEqual({ at: '/new.csv', 'pm2.5': 1.100000023841858, 'a "quoted", name': null });
  });

  test.each([[[]], [['--json']]])('says beside the rows that the data have changed: %j', async (json) => {
    const { code, lines, err } = await runWith(['predict', 'x', '--run', run, ...json], ({ emit }) =>
      jobHandlers(emit, { predict: async () => ({ dataChanged: true, columns: ['y'], rows: [{ at: '1', values: [2] }] }) }),
    );
    expect([code, err]).toEqual([0, 'the data have changed since this run was trained\n']);
    expect(lines.at(-1)).toBe(json.length > 0 ? '{"at":"1","y":2}' : '1,2');
  });

  test('needs a run', async () => {
    const { code, err } = await runWith(['predict', 'x', '--run', join(folder, 'nothing')], predicted);
    expect([code, err]).toEqual([2, `There is no run folder ${join(folder, 'nothing')}.\n`]);
  });
});

describe('generate', () => {
  const generating =
    (settings: unknown[] = []) =>
    ({ emit }: Given): Fake =>
      jobHandlers(emit, {
        generate: async (request, { tell }) => {
          settings.push(request.settings);
          for (const text of [' that', ' is']) tell(halfway, { text, candidates: [] });
          const other = { job: 'generate-other', kind: 'generate' as const, progress: halfway };
          emit('job.progress', { ...other, news: { text: ' nonsense', candidates: [] } });
          return { tokens: 2, seconds: 0.1, note: '"qwx" is not in the vocabulary.' };
        },
      });

  test('prints the seed text and what follows it', async () => {
    const settings: unknown[] = [];
    const { code, out, err } = await runWith(
      ['generate', 'x', '--run', run, '--seed-text', 'To be', '--length', '2'],
      generating(settings),
    );
    expect([code, out, err]).toEqual([0, 'To be that is\n', '"qwx" is not in the vocabulary.\n']);
    expect(settings).toEqual([{ seedText: 'To be', length: 2, temperature: 0, topK: null, seed: 1 }]);
  });

  test('draws as it is told to', async () => {
    const settings: unknown[] = [];
    const drawing = ['--temperature', '0.8', '--top-k', '5', '--seed', '3'];
    await runWith(['generate', 'x', '--run', run, '--seed-text', '', '--length', '2', ...drawing], generating(settings));
    expect(settings).toEqual([{ seedText: '', length: 2, temperature: 0.8, topK: 5, seed: 3 }]);
  });

  test('gives up at Ctrl-C, with code 130', async () => {
    const { code } = await runWith(['generate', 'x', '--run', run, '--seed-text', 'a', '--length', '2'], ({ emit, interrupt }) =>
      jobHandlers(emit, {
        generate: () => {
          setTimeout(interrupt);
          return new Promise(() => undefined);
        },
      }),
    );
    expect(code).toBe(130);
  });

  test('a failure after the first token is told, and ends it', async () => {
    const { code, out, err } = await runWith(['generate', 'x', '--run', run, '--seed-text', 'To be', '--length', '9'], ({ emit }) =>
      jobHandlers(emit, {
        generate: async (_, { tell }) => {
          tell(halfway, { text: ' or', candidates: [] });
          throw new Error('the model broke');
        },
      }),
    );
    expect([code, out]).toEqual([1, 'To be or']);
    expect(err).toContain('the model broke');
  });
});

test('export says what was written, and how far it is from the model', async () => {
  const { code, out, err } = await runWith(['export', 'x', '--run', run, '--format', 'tfjs', '--out', '/exports'], ({ emit }) =>
    jobHandlers(emit, {
      export: async () => ({ files: [{ name: 'model.json', bytes: 2601 }], largestDifference: 8.9e-8, samples: 30, notes: ['A note.'] }),
    }),
  );
  expect(code).toBe(0);
  expect(out).toBe('model.json  2,601 bytes\n/exports\n');
  expect(err).toBe('read back and compared over 30 samples: largest difference 8.9e-8\nA note.\n');
});
