import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
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

const base64 = (text: string) => Buffer.from(text).toString('base64');
const upload = async (name: string, text: string) => (await handlers['shell.upload']({ name, base64: base64(text) })).path;

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

describe('an upload', () => {
  test('stands in the folder, byte for byte', async () => {
    const path = await upload('series.csv', 'a,b\n1,2\n');
    expect(path).toBe(join(folder, 'series.csv'));
    expect(await readFile(path, 'utf8')).toBe('a,b\n1,2\n');
  });

  test('overwrites no other file, and stands once when it is sent twice', async () => {
    await upload('series.csv', 'one');
    expect(await upload('series.csv', 'two')).toBe(join(folder, 'series 2.csv'));
    expect(await upload('series.csv', 'one')).toBe(join(folder, 'series.csv'));
    expect(await upload('hamlet.unroll.json', '{}')).toBe(join(folder, 'hamlet.unroll.json'));
    expect(await upload('hamlet.unroll.json', '{"a":1}')).toBe(join(folder, 'hamlet 2.unroll.json'));
  });

  test.each([
    ['../../etc/cron.d/x', '_.._etc_cron.d_x'],
    ['/etc/passwd', '_etc_passwd'],
    ['C:\\Windows\\x.csv', 'C__Windows_x.csv'],
    ['.bashrc', 'bashrc'],
    ['a\u0000b\n.csv', 'a_b_.csv'],
  ])('called %j is called %s here', async (name, here) => {
    expect(await upload(name, 'x')).toBe(join(folder, here));
  });

  test.each(['...', ' ', '.'])('cannot be called %j', async (name) => {
    await expect(upload(name, 'x')).rejects.toMatchObject({ name: 'Refusal' });
  });

  test.each(['not base64!', 'QUJD=', 'QUJ', 'QUJD QUJD'])('that did not arrive whole is refused (%j)', async (broken) => {
    await expect(handlers['shell.upload']({ name: 'x.csv', base64: broken })).rejects.toMatchObject({ name: 'Refusal' });
  });

  test('may be empty', async () => {
    expect(await readFile(await upload('empty.csv', ''), 'utf8')).toBe('');
  });
});

describe('a download', () => {
  test('of a file is the file', async () => {
    await writeFile(join(folder, 'a.csv'), 'a,b\n');
    expect(await handlers['shell.download']({ path: join(folder, 'a.csv') })).toEqual({ name: 'a.csv', base64: base64('a,b\n') });
  });

  test('of a folder is a zip of it, without what links lead to', async () => {
    await mkdir(join(folder, 'export', 'deep'), { recursive: true });
    await writeFile(join(folder, 'export', 'model.json'), '{}');
    await writeFile(join(folder, 'export', 'deep', 'weights.bin'), Buffer.from([0, 255, 7]));
    await symlink('/etc/passwd', join(folder, 'export', 'link'));
    const { name, base64: zip } = await handlers['shell.download']({ path: join(folder, 'export') });
    expect(name).toBe('export.zip');
    expect(unzipSync(Buffer.from(zip, 'base64'))).toEqual({
      'model.json': new Uint8Array(Buffer.from('{}')),
      'deep/weights.bin': new Uint8Array([0, 255, 7]),
    });
  });

  test.each(['nothing', '../secret', '/etc/passwd'])('of %s is refused', async (path) => {
    await expect(handlers['shell.download']({ path })).rejects.toMatchObject({ name: 'Refusal' });
  });
});
