import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Refusal } from '../../engine/api';
import { emptyProject } from '../../engine/project';
import { runsFolder } from '../../engine/project/file';
import { thisProcess } from '../../engine/project/owner';
import { openDrafts } from './drafts';

let home: string;
const report = vi.fn();

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'unroll-drafts-'));
  report.mockClear();
});
afterEach(() => rm(home, { recursive: true, force: true }));

const project = (seed: number) => ({ ...emptyProject, seed });

/** Rewrites a draft as if a process that has since died had written it. */
async function orphan(path: string) {
  const draft = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...draft, owner: { ...thisProcess(), began: '1' } }));
}

describe('a draft', () => {
  test('is not lost while its page works on it, and is once the page has gone without a word', async () => {
    const store = openDrafts(home, report);
    const page = store.connect();
    const path = page.newPath();
    await page.save({ path, of: '/a/hamlet.unroll.json', project: project(5) });
    expect(await page.lost()).toEqual([]);
    page.close();
    expect(await store.connect().lost()).toMatchObject([{ path, of: '/a/hamlet.unroll.json', project: { seed: 5 } }]);
  });

  test('of a process that died is offered, and belongs to whoever goes on with it', async () => {
    const before = openDrafts(home, report).connect();
    const path = before.newPath();
    await before.save({ path, of: null, project: project(5) });
    await orphan(path);

    const store = openDrafts(home, report);
    const page = store.connect();
    expect(await page.lost()).toHaveLength(1);
    await page.save({ path, of: null, project: project(6) });
    expect(await page.lost()).toEqual([]);
    await expect(store.connect().save({ path, of: null, project: project(7) })).rejects.toThrow(Refusal);
  });

  test('of another process that still runs is not offered', async () => {
    const page = openDrafts(home, report).connect();
    const path = page.newPath();
    await page.save({ path, of: null, project: project(5) });
    const draft = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...draft, owner: { host: 'elsewhere', pid: 1, began: null } }));
    expect(await openDrafts(home, report).connect().lost()).toEqual([]);
  });

  test('in whose runs a living process trains is not dropped', async () => {
    const page = openDrafts(home, report).connect();
    const path = page.newPath();
    await page.save({ path, of: null, project: project(1) });
    const run = join(runsFolder(path), '2026-run');
    await mkdir(run, { recursive: true });
    await writeFile(join(run, '.lock'), JSON.stringify(thisProcess()));
    await expect(page.drop(path)).rejects.toThrow('A run still trains beside this draft');
    await access(path);
    await rm(join(run, '.lock'));
    await page.drop(path);
    await expect(access(run)).rejects.toThrow();
  });

  test('that is dropped takes the runs of its project along, and does not come back by a write under way', async () => {
    const page = openDrafts(home, report).connect();
    const path = page.newPath();
    const saving = page.save({ path, of: null, project: project(5) });
    await mkdir(join(runsFolder(path), '2026-run'), { recursive: true });
    await page.drop(path);
    await saving;
    expect(await readdir(dirname(path))).toEqual([]);
  });

  test('is the last one that was saved, however fast they came', async () => {
    const store = openDrafts(home, report);
    const page = store.connect();
    const path = page.newPath();
    await Promise.all(Array.from({ length: 20 }, (_, seed) => page.save({ path, of: null, project: project(seed) })));
    page.close();
    expect(await store.connect().lost()).toMatchObject([{ project: { seed: 19 } }]);
    expect(await readdir(dirname(path))).toHaveLength(1);
  });

  test.each([
    '/etc/passwd',
    '../outside.unroll.json',
    'drafts/../../outside.unroll.json',
    'drafts/deeper/inside.unroll.json',
    'drafts/hamlet.json',
  ])('cannot be written to %s', async (path) => {
    const page = openDrafts(home, report).connect();
    const full = path.startsWith('/') ? path : join(home, path);
    await expect(page.save({ path: full, of: null, project: project(1) })).rejects.toThrow('is no draft of this program');
    await expect(page.drop(full)).rejects.toThrow(Refusal);
  });

  const draft = {
    format: 'unroll-draft',
    version: 1,
    owner: { ...thisProcess(), began: '1' },
    of: null,
    savedAt: '',
    project: emptyProject,
  };

  test.each([
    ['cut off', '{"format": "unroll-dr', 'It is not whole JSON'],
    ['of another form', '{}', 'It is damaged: format: '],
    ['no object', '[]', 'The draft is damaged: it is no JSON object'],
    [
      'of a newer program',
      JSON.stringify({ ...draft, version: 2, more: 1 }),
      'The draft was saved by a newer Unroll (version 2; this one reads',
    ],
    ['with a project that is none', JSON.stringify({ ...draft, project: {} }), 'This is not an Unroll project'],
    [
      'with a newer project',
      JSON.stringify({ ...draft, project: { ...emptyProject, version: 9 } }),
      'The project was saved by a newer Unroll (version 9',
    ],
  ])('that is %s is reported with its reason and kept, and hides no other', async (_, text, reason) => {
    const store = openDrafts(home, report);
    const page = store.connect();
    const path = page.newPath();
    await page.save({ path, of: null, project: project(1) });
    page.close();
    const broken = join(home, 'drafts', 'broken.unroll.json');
    await writeFile(broken, text);
    expect(await store.connect().lost()).toHaveLength(1);
    await access(broken);
    expect(report).toHaveBeenCalledOnce();
    expect(report.mock.calls[0]?.[0].message).toContain(`The draft ${broken} could not be read, and stays where it is. ${reason}`);
  });

  test('that a newer program works on at this moment is neither offered nor reported', async () => {
    const page = openDrafts(home, report).connect();
    await page.save({ path: page.newPath(), of: null, project: project(1) });
    const running = { ...draft, version: 2, owner: { host: 'elsewhere', pid: 1, began: null } };
    await writeFile(join(home, 'drafts', 'newer.unroll.json'), JSON.stringify(running));
    expect(await page.lost()).toEqual([]);
    expect(report).not.toHaveBeenCalled();
  });
});
