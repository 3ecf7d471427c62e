import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readProjectFile } from '../project/file';

// The built command line on every template: `npm run build` comes first.

const entry = resolve(__dirname, '..', '..', 'out', 'node', 'cli.js');
const templates = resolve(__dirname, '..', '..', 'resources', 'templates');
const files = (await readdir(templates)).filter((name) => name.endsWith('.unroll.json'));
const command = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-templates-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('every template', () => {
  test.each(files)('%s trains from the command line, or says why it is not trained', async (name) => {
    const read = await readProjectFile(join(templates, name));
    if (read.is === 'refused') throw new Error(read.text);
    const trains = command(process.execPath, [entry, 'train', join(templates, name), '--epochs', '1', '--out', folder, '--json']);
    if (read.project.data.is === 'none') {
      await expect(trains).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('has no data') });
      return;
    }
    await trains;
    const runs = join(folder, name.replace(/\.unroll\.json$/, '.runs'));
    const [run = ''] = await readdir(runs);
    const [epoch = ''] = (await readFile(join(runs, run, 'metrics.jsonl'), 'utf8')).split('\n');
    const { metrics } = JSON.parse(epoch) as { metrics: Record<string, number> };
    expect(Object.keys(metrics)).toContain('loss');
    for (const value of Object.values(metrics)) expect(value).toSatisfy(Number.isFinite);
  });
});
