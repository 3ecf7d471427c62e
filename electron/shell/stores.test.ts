import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepOriginal } from '../../engine/project/versions/original';
import { openRecents } from './recents';
import { openSettings } from './settings';

vi.mock('../../engine/project/versions/original', async (original) => {
  const real = await original<typeof import('../../engine/project/versions/original')>();
  return { ...real, keepOriginal: vi.fn(real.keepOriginal) };
});

let home: string;
const report = vi.fn();

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'unroll-stores-'));
  report.mockClear();
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('settings', () => {
  test('are empty at first and kept between starts', async () => {
    const settings = openSettings(home, report);
    expect(await settings.read()).toEqual({});
    await settings.write({ theme: 'dark', dock: { open: true, height: 284 } });
    expect(await openSettings(home, report).read()).toEqual({ theme: 'dark', dock: { open: true, height: 284 } });
  });

  test('of two windows do not overwrite each other', async () => {
    const [one, two] = [openSettings(home, report), openSettings(home, report)];
    await one.write({ theme: 'dark' });
    await two.write({ palette: 200 });
    expect(await one.read()).toEqual({ theme: 'dark', palette: 200 });
    await one.write({ layout: { dismissed: ['first steps'] } });
    await two.write({ layout: { dockHeight: 300 } });
    expect((await one.read()).layout).toEqual({ dismissed: ['first steps'], dockHeight: 300 });
  });

  test('written fifty times at once all arrive, and leave one file', async () => {
    const settings = openSettings(home, report);
    await Promise.all(Array.from({ length: 50 }, (_, index) => settings.write({ [`key${index}`]: index })));
    expect(Object.keys(await settings.read())).toHaveLength(50);
    expect(await readdir(home)).toEqual(['settings.json']);
  });

  test.each([
    ['{"theme": "da', 'it is not whole JSON'],
    ['', 'it is not whole JSON'],
    ['\0\0', 'it is not whole JSON'],
    ['[]', 'content: '],
    ['null', 'content: '],
    ['{"format": "unroll-settings", "version": 2, "content": []}', 'content: '],
    ['{"format": "unroll-settings", "version": 2, "content": {}, "more": 1}', 'the document: '],
    ['{"format": "unroll-settings", "version": "2", "content": {}}', 'its version is "2"'],
  ])('that are broken (%j) are put aside, and the program starts', async (text, reason) => {
    await writeFile(join(home, 'settings.json'), text);
    const settings = openSettings(home, report);
    expect(await settings.read()).toEqual({});
    expect(report).toHaveBeenCalledOnce();
    const { message } = report.mock.calls[0]?.[0] ?? {};
    expect(message).toContain(`The settings file ${join(home, 'settings.json')} is damaged: ${reason}`);
    expect(message).toContain(`It is put aside as ${join(home, 'settings.json.broken')}.`);
    expect(await readFile(join(home, 'settings.json.broken'), 'utf8')).toBe(text);
    await settings.write({ theme: 'light' });
    expect(await settings.read()).toEqual({ theme: 'light' });
  });

  test('say on disk what they are', async () => {
    await openSettings(home, report).write({ theme: 'dark' });
    const text = await readFile(join(home, 'settings.json'), 'utf8');
    expect(JSON.parse(text)).toEqual({ format: 'unroll-settings', version: 2, content: { theme: 'dark' } });
  });

  test('of version 1 are told by their form, whatever their keys are called', async () => {
    const old = { version: 7, format: 'dark', content: 1 };
    await writeFile(join(home, 'settings.json'), JSON.stringify(old));
    const settings = openSettings(home, report);
    expect(await settings.read()).toEqual(old);
    await settings.write({ theme: 'dark' });
    expect(await settings.read()).toEqual({ ...old, theme: 'dark' });
    expect(JSON.parse(await readFile(join(home, 'settings.v1.json'), 'utf8'))).toEqual(old);
    expect(report).not.toHaveBeenCalled();
  });

  test('of a newer program stay as they are; changes last as long as the program runs, and that is told once', async () => {
    const text = '{"format": "unroll-settings", "version": 3, "theme": "dark"}';
    await writeFile(join(home, 'settings.json'), text);
    const settings = openSettings(home, report);
    expect(await settings.read()).toEqual({});
    await settings.write({ theme: 'light' });
    await settings.write({ palette: 200 });
    expect(await settings.read()).toEqual({ theme: 'light', palette: 200 });
    expect(await readdir(home)).toEqual(['settings.json']);
    expect(await readFile(join(home, 'settings.json'), 'utf8')).toBe(text);
    expect(report).toHaveBeenCalledOnce();
    expect(report.mock.calls[0]?.[0].message).toBe(
      `The settings file ${join(home, 'settings.json')} was saved by a newer Unroll (version 3; this one reads up to 2): update Unroll to open it. Until then it stays as it is, and changes last as long as the program runs.`,
    );
  });

  test('of version 1 whose original cannot be kept are not written over', async () => {
    await writeFile(join(home, 'settings.json'), '{"theme": "dark"}');
    vi.mocked(keepOriginal).mockRejectedValueOnce(new Error('no room'));
    const settings = openSettings(home, report);
    await expect(settings.write({ theme: 'light' })).rejects.toThrow('no room');
    expect(await settings.read()).toEqual({ theme: 'dark' });
    expect(await readFile(join(home, 'settings.json'), 'utf8')).toBe('{"theme": "dark"}');
    await settings.write({ theme: 'light' });
    expect((await readdir(home)).sort()).toEqual(['settings.json', 'settings.v1.json']);
  });
});

describe('recent projects', () => {
  const project = async (name: string) => {
    const path = join(home, `${name}.unroll.json`);
    await writeFile(path, '{}');
    return path;
  };

  test('stand latest first, each once, with its last result', async () => {
    const recents = openRecents(home, report);
    const [a, b] = [await project('a'), await project('b')];
    await recents.remember({ path: a, result: '0.967 accuracy' });
    await recents.remember({ path: b, result: null });
    const before = new Date().toISOString();
    await recents.remember({ path: a, result: null });
    const after = new Date().toISOString();
    const list = await recents.read();
    expect(list.map(({ name, result }) => [name, result])).toEqual([
      ['a', '0.967 accuracy'],
      ['b', null],
    ]);
    const openedAt = list[0]?.openedAt ?? '';
    expect([before, openedAt, after].sort()).toEqual([before, openedAt, after]);
  });

  test('leave out files that are gone, and come back with them', async () => {
    const recents = openRecents(home, report);
    const path = await project('a');
    await recents.remember({ path, result: null });
    await rm(path);
    expect(await recents.read()).toEqual([]);
    await project('a');
    expect(await recents.read()).toHaveLength(1);
  });

  test('are at most twenty, and can be forgotten', async () => {
    const recents = openRecents(home, report);
    const paths = await Promise.all(Array.from({ length: 25 }, (_, index) => project(`p${index}`)));
    for (const path of paths) await recents.remember({ path, result: null });
    expect(await recents.read()).toHaveLength(20);
    await recents.forget(paths[24] ?? '');
    expect((await recents.read()).map(({ name }) => name)).not.toContain('p24');
  });
});
