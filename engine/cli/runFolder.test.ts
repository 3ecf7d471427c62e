import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyProject, type Project } from '../project';
import { findRun, folderOfRun, placeRuns } from './runFolder';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-run-'));
  await mkdir(join(folder, 'hamlet.runs', '2026-11-20T14-32-05-maple'), { recursive: true });
  await mkdir(join(folder, 'elsewhere', '2026-11-20T14-32-05-maple'), { recursive: true });
  await writeFile(join(folder, 'hamlet.runs', 'file'), '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a run folder', () => {
  test('names its project and its run, and back', async () => {
    const path = join(folder, 'hamlet.runs', '2026-11-20T14-32-05-maple');
    const found = await findRun(`${path}/`);
    expect(found).toEqual({ projectPath: join(folder, 'hamlet.unroll.json'), run: '2026-11-20T14-32-05-maple' });
    expect(folderOfRun(found.projectPath, found.run)).toBe(path);
  });

  test.each(['hamlet.runs', 'hamlet.runs/file', 'hamlet.runs/nothing', 'elsewhere/2026-11-20T14-32-05-maple', '.'])(
    'is not %s',
    async (path) => {
      await expect(findRun(join(folder, path))).rejects.toMatchObject({ name: 'Refusal' });
    },
  );
});

describe('the runs of a project', () => {
  const table = (path: string) => ({ ...emptyProject, data: { is: 'words', source: { is: 'file', path } } }) as unknown as Project;

  test('go beside its file', () => {
    const project = table('lines.txt');
    expect(placeRuns(project, { file: '/a/hamlet.unroll.json', out: undefined })).toEqual({
      project,
      projectPath: '/a/hamlet.unroll.json',
    });
  });

  test('go where they are told to, and still find the data', () => {
    const placed = placeRuns(table('data/lines.txt'), { file: '/a/hamlet.unroll.json', out: '/tmp/out' });
    expect(placed.projectPath).toBe('/tmp/out/hamlet.unroll.json');
    expect(placed.project.data).toMatchObject({ source: { is: 'file', path: '/a/data/lines.txt' } });
  });
});
