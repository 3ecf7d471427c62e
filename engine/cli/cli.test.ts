import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRunning } from '../host/testing/isRunning';

// The built command line with its real engine: `npm run build` comes first.

const root = resolve(__dirname, '..', '..');
const entry = join(root, 'out', 'node', 'cli.js');
const language = join(root, 'resources', 'templates', '01-word-language-model.unroll.json');

/** Milliseconds after which a process that has not ended never will. */
const HANG = 30_000;

let folder: string;
/** A run of the language model, two epochs long. */
let trained: string;

beforeAll(async () => {
  await access(entry).catch(() => {
    throw new Error('The command line is not built: run `npm run build` first.');
  });
  folder = await mkdtemp(join(tmpdir(), 'unroll-cli-real-'));
  const { lines } = await run('train', language, '--epochs', '2', '--out', join(folder, 'first'));
  trained = lines.at(-1) ?? '';
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [entry, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(...args: string[]) {
  const child = start(...args);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, out, err, lines: out.trim().split('\n') };
}

/** The engines under a process. */
function enginesOf(parent: number | undefined): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const [state, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return state !== 'Z' && Number(ppid) === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('engine.js');
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout) for await (const line of createInterface(child.stdout)) return line;
  throw new Error('The command ended without a line.');
}

/** The language model with its text in a file beside it, four batches an epoch. */
async function hamlet(name: string) {
  const place = join(folder, name);
  await mkdir(place);
  const template = JSON.parse(await readFile(language, 'utf8'));
  const [project, data] = [join(place, 'hamlet.unroll.json'), join(place, 'lines.txt')];
  await writeFile(data, template.data.source.text);
  const changed = {
    ...template,
    data: { ...template.data, source: { is: 'file', path: 'lines.txt' } },
    training: { ...template.training, batchSize: 8 },
  };
  await writeFile(project, JSON.stringify(changed));
  return { project, data, place, runs: join(place, 'hamlet.runs') };
}

/** Ctrl-C once a run that prints JSON has told of an epoch. */
async function interruptAfterProgress(...args: string[]) {
  const child = start(...args);
  let err = '';
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const ended = once(child, 'close');
  const events = [];
  if (child.stdout) {
    for await (const line of createInterface(child.stdout)) {
      const event = JSON.parse(line);
      events.push(event);
      if (event.event === 'epoch' && events.filter((each) => each.event === 'epoch').length === 1) child.kill('SIGINT');
    }
  }
  const [code] = await ended;
  return { code, err, started: events[0], ended: events.at(-1) };
}

describe('the command line', () => {
  test('trains to the same loss, bit for bit, with the same seed, and to another one with another', async () => {
    const lossOf = async (out: string, seed: string) => {
      const { code, lines } = await run('train', language, '--epochs', '2', '--seed', seed, '--out', join(folder, out), '--json');
      expect(code).toBe(0);
      return JSON.parse(lines.at(-1) ?? '').last.loss;
    };
    const [one, two, other] = [await lossOf('a', '7'), await lossOf('b', '7'), await lossOf('c', '8')];
    expect(one).toBeGreaterThan(0);
    expect(two).toBe(one);
    expect(other).not.toBe(one);
  });

  test('keeps the run where it was told to, with a checkpoint', async () => {
    expect(trained.startsWith(join(folder, 'first', '01-word-language-model.runs'))).toBe(true);
    expect(await readdir(trained)).toEqual(expect.arrayContaining(['run.json', 'metrics.jsonl', 'checkpoints']));
    expect((await readFile(join(trained, 'metrics.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(2);
  });

  test('says what a project is made of', async () => {
    const { code, out } = await run('summary', language);
    expect(code).toBe(0);
    expect(out).toMatch(/lstm-1\s+LSTM\s+150\s+129,000/);
    expect(out).toContain('Parameters: 134,805');
    expect(out).toContain('Samples: 30 to train');
  });

  test('draws the graph beside the summary', async () => {
    const picture = join(folder, 'hamlet.svg');
    const { code, out } = await run('summary', language, '--json', '--svg', picture);
    expect(code).toBe(0);
    const { layers, parameters, trainable } = JSON.parse(out);
    expect([parameters, trainable]).toEqual([134_805, 134_805]);
    expect(layers[2]).toEqual({
      name: 'lstm-1',
      type: 'LSTM',
      shapes: [[150]],
      parameters: 129_000,
      trainable: 129_000,
      wiredTo: ['embed'],
    });
    const svg = await readFile(picture, 'utf8');
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain('>9 × 64<');
    const refused = await run('summary', language, '--svg', join(picture, 'below-a-file.svg'));
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('The picture could not be written to');
  });

  test('generates, predicts and exports with a run', async () => {
    const generated = await run('generate', language, '--run', trained, '--seed-text', 'To be or not', '--length', '3');
    expect([generated.code, generated.err]).toEqual([0, '']);
    expect(generated.out.trim().split(' ')).toHaveLength(7);

    const predicted = await run('predict', language, '--run', trained);
    expect(predicted.code).toBe(0);
    expect(predicted.lines).toHaveLength(31);

    const exported = await run('export', language, '--run', trained, '--format', 'tfjs', '--out', join(folder, 'export'), '--json');
    expect(exported.code).toBe(0);
    expect(JSON.parse(exported.out).largestDifference).toBeLessThan(1e-5);
    expect(await readdir(join(folder, 'export'))).toEqual(expect.arrayContaining(['model.json', 'weights.bin', 'pipeline.json']));
  });

  test('stops cleanly at Ctrl-C: code 130, what was learned is kept, no engine is left', async () => {
    const child = start('train', language, '--epochs', '100000', '--out', join(folder, 'stopped'), '--json');
    await firstLine(child);
    const [engine] = enginesOf(child.pid);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(130);
    await expect.poll(() => isRunning(engine ?? 0), { timeout: HANG, interval: 50 }).toBe(false);
    const runs = join(folder, 'stopped', '01-word-language-model.runs');
    const [run = ''] = await readdir(runs);
    expect(JSON.parse(await readFile(join(runs, run, 'run.json'), 'utf8'))).toBeTruthy();
  });

  test('stopped within an epoch, says the command that goes on, and goes on from there', async () => {
    const { project, runs } = await hamlet('resumed');
    const first = await interruptAfterProgress('train', project, '--epochs', '100000', '--json');
    expect(first.code).toBe(130);
    const command = /^go on with: npm start -- (.*)$/m.exec(first.err)?.[1] ?? '';
    expect(command).toMatch(/^train \S+ --resume [a-z]+$/);

    const listed = await run('runs', project, '--json');
    expect(listed.code).toBe(0);
    expect(listed.lines.map((line) => JSON.parse(line))).toMatchObject([
      { state: 'stopped', epochs: first.ended.epochs, batch: first.ended.batch, folder: join(runs, first.ended.run) },
    ]);

    const second = await interruptAfterProgress(...command.split(' '), '--json');
    expect(second.code).toBe(130);
    expect(second.started).toMatchObject({ run: first.ended.run, from: { epochs: first.ended.epochs, batch: first.ended.batch } });
    expect(second.ended).toMatchObject({ epochsPlanned: 100_000, startedAt: first.ended.startedAt });
    expect(second.ended.epochs).toBeGreaterThanOrEqual(first.ended.epochs);
    expect(second.ended.seconds).toBeGreaterThan(first.ended.seconds);
    expect(await readdir(runs)).toEqual([first.ended.run]);
  });

  test('a run that was given more epochs ends at the same loss, bit for bit, as one that had them from the start', async () => {
    const { project } = await hamlet('raised');
    const endOf = async (...args: string[]) => JSON.parse((await run('train', project, ...args, '--json')).lines.at(-1) ?? '');
    const whole = await endOf('--epochs', '4');
    const { word } = await endOf('--epochs', '2');
    const raised = await endOf('--resume', word, '--epochs', '4');
    expect(raised).toMatchObject({ word, state: 'finished', epochs: 4, last: whole.last });
    const done = await run('train', project, '--resume', word);
    expect(done.code).toBe(2);
    expect(done.err).toContain('4 epochs');
  });

  test.each([
    ['another word', (text: string) => text.replace('question', 'nobler')],
    ['fewer rows', (text: string) => text.split('\n').slice(1).join('\n')],
    ['rows in reverse', (text: string) => text.split('\n').reverse().join('\n')],
  ])('asks before it goes on with data that have changed: %s', async (what, change) => {
    const { project, data } = await hamlet(`changed ${what}`);
    const trained = JSON.parse((await run('train', project, '--epochs', '1', '--json')).lines.at(-1) ?? '');
    await writeFile(data, change(await readFile(data, 'utf8')));
    const refused = await run('train', project, '--resume', trained.word, '--epochs', '2');
    expect(refused.code).toBe(2);
    expect(refused.out).toBe('');
    expect(refused.err).toContain(`--resume ${trained.word} --changed-data`);
  });

  test.each([
    ['a file where the folder of the runs should be', (runs: string) => writeFile(runs, '')],
    ['a link to nothing where the folder of the runs should be', (runs: string) => symlink('/nothing/there', runs)],
  ])('tells of a start that fails, and leaves nothing: %s', async (what, spoil) => {
    const { project, runs, place } = await hamlet(what);
    await spoil(runs);
    const before = await readdir(place);
    const { code, out, err } = await run('train', project, '--epochs', '1');
    expect([code, out]).toEqual([2, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(await readdir(place)).toEqual(before);
  });

  test('leaves no engine behind when it is killed in the midst of training', async () => {
    const child = start('train', language, '--epochs', '100000', '--out', join(folder, 'killed'), '--json');
    await firstLine(child);
    const [engine] = enginesOf(child.pid);
    expect(isRunning(engine ?? 0)).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => isRunning(engine ?? 0), { timeout: HANG, interval: 50 }).toBe(false);
  });

  test('says with code 1 that the engine died under it', async () => {
    const child = start('train', language, '--epochs', '100000', '--out', join(folder, 'died'), '--json');
    let err = '';
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    await firstLine(child);
    process.kill(enginesOf(child.pid)[0] ?? 0, 'SIGKILL');
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    expect(err).toContain('The engine stopped: it was killed');
  });
});
