import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openRecents } from './recents';
import { openSettings } from './settings';

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

  test.each(['{"theme": "da', '', '[]', 'null', '\0\0'])('that are broken (%j) are put aside, and the program starts', async (text) => {
    await writeFile(join(home, 'settings.json'), text);
    const settings = openSettings(home, report);
    expect(await settings.read()).toEqual({});
    expect(report).toHaveBeenCalledOnce();
    expect(await readFile(join(home, 'settings.json.broken'), 'utf8')).toBe(text);
    await settings.write({ theme: 'light' });
    expect(await settings.read()).toEqual({ theme: 'light' });
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
    await recents.remember({ path: a, result: null });
    const list = await recents.read();
    expect(list.map(({ name, result }) => [name, result])).toEqual([
      ['a', '0.967 accuracy'],
      ['b', null],
    ]);
    expect(Date.now() - Date.parse(list[0]?.openedAt ?? '')).toBeLessThan(10_000);
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
