import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { projectSchema } from '../../engine/project';
import { openDrafts } from './drafts';
import { openRecents } from './recents';
import { openSettings } from './settings';

const stored = join(__dirname, '..', '..', 'engine', 'project', 'versions', 'archive', '1', 'home');
const report = vi.fn();
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'unroll-archive-'));
  await cp(stored, home, { recursive: true });
  report.mockClear();
});
afterEach(() => rm(home, { recursive: true, force: true }));

const bytesOf = (...path: string[]) => readFile(join(...path));

describe('what version 1 kept', () => {
  test('are settings that are read, and kept as they were when they are written', async () => {
    const old = JSON.parse((await bytesOf(stored, 'settings.json')).toString());
    const settings = openSettings(home, report);
    expect(await settings.read()).toEqual(old);
    expect((await readdir(home)).sort()).toEqual(['drafts', 'recent.json', 'settings.json']);
    await settings.write({ theme: 'light' });
    await settings.write({ palette: 200 });
    expect(await bytesOf(home, 'settings.v1.json')).toEqual(await bytesOf(stored, 'settings.json'));
    expect(await openSettings(home, report).read()).toEqual({ ...old, theme: 'light', palette: 200 });
    expect(report).not.toHaveBeenCalled();
  });

  test('are recent projects that are read, and kept as they were when they are written', async () => {
    // The project of the list must be there, or it is left out.
    const path = join(home, 'series.unroll.json');
    await writeFile(path, '{}');
    const text = (await bytesOf(stored, 'recent.json')).toString().replace('/somewhere/series.unroll.json', path);
    await writeFile(join(home, 'recent.json'), text);
    const recents = openRecents(home, report);
    expect(await recents.read()).toEqual(JSON.parse(text));
    await recents.remember({ path, result: null });
    expect(await recents.read()).toMatchObject([{ path, name: 'series', result: '3.38 MAE' }]);
    expect((await bytesOf(home, 'recent.v1.json')).toString()).toBe(text);
    expect(report).not.toHaveBeenCalled();
  });

  test('is a draft that is offered as lost, with all that stands in its project', async () => {
    const [name = ''] = await readdir(join(home, 'drafts'));
    const path = join(home, 'drafts', name);
    const text = (await bytesOf(path)).toString();
    // Of processes on other machines nothing is known, so it must come from this one.
    await writeFile(path, text.replace('"host":"archive"', `"host":${JSON.stringify(hostname())}`));
    const [draft, ...others] = await openDrafts(home, report).connect().lost();
    expect(others).toEqual([]);
    const { of, savedAt, project } = JSON.parse(text);
    expect(draft).toMatchObject({ path, of, savedAt, project });
    expect(projectSchema.parse(draft?.project)).toEqual(draft?.project);
    expect(report).not.toHaveBeenCalled();
  });
});
