import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderHandlers } from './folderCalls';
import { createJail } from './jail';

let folder: string;
let handlers: ReturnType<typeof folderHandlers>;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'unroll-folder-')));
  handlers = folderHandlers(await createJail(folder));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the list of the folder', () => {
  test('shows folders first, no hidden names, and no link that leads outside', async () => {
    await mkdir(join(folder, 'hamlet.runs'));
    await mkdir(join(folder, '.unroll'));
    await writeFile(join(folder, 'b.csv'), '12345');
    await writeFile(join(folder, 'a.csv'), '1');
    await symlink('/etc/passwd', join(folder, 'link'));
    expect(await handlers['shell.list']({ folder })).toEqual({
      folder,
      parent: null,
      entries: [
        { name: 'hamlet.runs', path: join(folder, 'hamlet.runs'), folder: true, bytes: 0 },
        { name: 'a.csv', path: join(folder, 'a.csv'), folder: false, bytes: 1 },
        { name: 'b.csv', path: join(folder, 'b.csv'), folder: false, bytes: 5 },
      ],
    });
  });

  test('knows the way up, as far as its own folder', async () => {
    await mkdir(join(folder, 'deep', 'er'), { recursive: true });
    expect((await handlers['shell.list']({ folder: join(folder, 'deep', 'er') })).parent).toBe(join(folder, 'deep'));
    await expect(handlers['shell.list']({ folder: join(folder, '..') })).rejects.toMatchObject({ name: 'Refusal' });
  });

  test.each(['nothing', 'a.csv'])('refuses %s, which is no folder', async (name) => {
    await writeFile(join(folder, 'a.csv'), '1');
    await expect(handlers['shell.list']({ folder: join(folder, name) })).rejects.toMatchObject({ name: 'Refusal' });
  });
});
