import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { access, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRunning } from '../host/testing/isRunning';

// The built command line with its real engine: `npm run build` comes first.

const root = resolve(__dirname, '..', '..');
const entry = join(root, 'out', 'node', 'cli.js');
const language = join(root, 'resources', 'templates', '01-word-language-model.unroll.json');

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
    expect(isRunning(engine ?? 0)).toBe(false);
    const runs = join(folder, 'stopped', '01-word-language-model.runs');
    const [run = ''] = await readdir(runs);
    expect(JSON.parse(await readFile(join(runs, run, 'run.json'), 'utf8'))).toBeTruthy();
  });

  test('leaves no engine behind when it is killed in the midst of training', async () => {
    const child = start('train', language, '--epochs', '100000', '--out', join(folder, 'killed'), '--json');
    await firstLine(child);
    const [engine] = enginesOf(child.pid);
    expect(isRunning(engine ?? 0)).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => isRunning(engine ?? 0), { timeout: 5000, interval: 50 }).toBe(false);
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
