import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Refusal } from '../api';
import { emptyProject } from '../project';
import { documentHandlers } from './documents';

let folder: string;
const handlers = documentHandlers(() => undefined);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-documents-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...names: string[]) => join(folder, ...names);
const save = (path: string, movedFrom: string | null = null) => handlers['project.save']({ path, project: emptyProject, movedFrom });

async function makeRun(project: string, run: string, text = 'w') {
  await mkdir(at(`${project}.runs`, run, 'checkpoints', 'epoch-1'), { recursive: true });
  await writeFile(at(`${project}.runs`, run, 'metrics.jsonl'), `${text}\n`);
  await writeFile(at(`${project}.runs`, run, 'checkpoints', 'epoch-1', 'weights.bin'), text);
}

describe('saving a project', () => {
  test('writes what opens again as the same', async () => {
    await save(at('a.unroll.json'));
    expect(await handlers['project.open']({ path: at('a.unroll.json') })).toEqual({ project: emptyProject });
  });

  test.each([
    ['in a folder that is a file', ['file', 'a.unroll.json'], 'is no folder'],
    ['over a folder', ['folder.unroll.json'], 'is a folder'],
    ['under a name that is too long', [`${'x'.repeat(300)}.unroll.json`], 'its name is too long'],
  ])('%s is refused with the reason and the remedy', async (_, names, reason) => {
    await writeFile(at('file'), '');
    await mkdir(at('folder.unroll.json', 'deep'), { recursive: true });
    const refusal = await Promise.resolve(save(at(...names))).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(String(refusal)).toContain(reason);
    expect(String(refusal)).toContain('Choose another place for it.');
  });
});

describe('the runs of a project that is saved under another name', () => {
  test('move along when it was a draft', async () => {
    await makeRun('draft', 'one');
    await save(at('hamlet.unroll.json'), at('draft.unroll.json'));
    expect((await readdir(folder)).sort()).toEqual(['hamlet.runs', 'hamlet.unroll.json']);
    expect(await readFile(at('hamlet.runs', 'one', 'checkpoints', 'epoch-1', 'weights.bin'), 'utf8')).toBe('w');
  });

  test('stay with a saved project and come along as well, sharing the bytes of the checkpoints', async () => {
    await save(at('a.unroll.json'));
    await makeRun('a', 'one');
    await save(at('b.unroll.json'), at('a.unroll.json'));
    const weights = (project: string) => stat(at(`${project}.runs`, 'one', 'checkpoints', 'epoch-1', 'weights.bin'));
    expect((await weights('b')).ino).toBe((await weights('a')).ino);

    // What grows is nobody else's.
    await writeFile(at('b.runs', 'one', 'metrics.jsonl'), 'more', { flag: 'a' });
    expect(await readFile(at('a.runs', 'one', 'metrics.jsonl'), 'utf8')).toBe('w\n');
    await rm(at('b.runs'), { recursive: true });
    expect((await weights('a')).size).toBe(1);
  });

  test('leave behind who trains them, for nobody trains the copy', async () => {
    await save(at('a.unroll.json'));
    await makeRun('a', 'one');
    await writeFile(at('a.runs', 'one', '.lock'), '{}');
    await save(at('b.unroll.json'), at('a.unroll.json'));
    expect((await readdir(at('b.runs', 'one'))).sort()).toEqual(['checkpoints', 'metrics.jsonl']);
    expect(await readdir(at('a.runs', 'one'))).toContain('.lock');
  });

  test('leave those that stand at the new place as they are', async () => {
    await makeRun('draft', 'one', 'new');
    await makeRun('draft', 'two', 'new');
    await makeRun('hamlet', 'one', 'old');
    await save(at('hamlet.unroll.json'), at('draft.unroll.json'));
    const metrics = (run: string) => readFile(at('hamlet.runs', run, 'metrics.jsonl'), 'utf8');
    expect([await metrics('one'), await metrics('two')]).toEqual(['old\n', 'new\n']);
  });

  test('that cannot come along are told of, and are not lost', async () => {
    await makeRun('draft', 'one');
    await writeFile(at('hamlet.runs'), 'a file, where the runs should go');
    const refusal = await Promise.resolve(save(at('hamlet.unroll.json'), at('draft.unroll.json'))).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(String(refusal)).toContain('its runs could not be brought along');
    expect(await readdir(at('draft.runs'))).toEqual(['one']);
    expect(await handlers['project.open']({ path: at('hamlet.unroll.json') })).toEqual({ project: emptyProject });
  });

  test('are none where there are none', async () => {
    await save(at('hamlet.unroll.json'), at('draft.unroll.json'));
    expect(await readdir(folder)).toEqual(['hamlet.unroll.json']);
  });
});

describe('a document that is none', () => {
  test.each([
    ['an empty file', ''],
    ['a binary file', '\0\u0001\u0002'],
    ['one that was cut off', '{"format":"unroll","version":1,"gra'],
    ['one from a newer version', JSON.stringify({ ...emptyProject, version: 99 })],
    ['one with __proto__', '{"format":"unroll","__proto__":{"polluted":true}}'],
  ])('%s is refused with a sentence', async (_, text) => {
    await writeFile(at('x.unroll.json'), text);
    await expect(handlers['project.open']({ path: at('x.unroll.json') })).rejects.toBeInstanceOf(Refusal);
    expect(() => handlers['project.parse']({ text })).toThrow(Refusal);
  });

  test('nor is a file that is not there, or a folder', async () => {
    await expect(handlers['project.open']({ path: at('nothing') })).rejects.toBeInstanceOf(Refusal);
    await expect(handlers['project.open']({ path: folder })).rejects.toBeInstanceOf(Refusal);
  });
});

test('every template that comes with the program is read, under a name of its own', async () => {
  const templates = await handlers['templates.list']({});
  expect(templates.length).toBeGreaterThanOrEqual(7);
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  for (const { id, project } of templates) expect(project.about?.title, id).toBeTruthy();
});

test('the engine says every two seconds what it holds', () => {
  vi.useFakeTimers();
  try {
    const emit = vi.fn();
    documentHandlers(emit);
    vi.advanceTimersByTime(6000);
    expect(emit).toHaveBeenCalledTimes(3);
    expect(emit).toHaveBeenCalledWith('engine.memory', { bytes: expect.any(Number), tensors: 0 });
  } finally {
    vi.useRealTimers();
  }
});
