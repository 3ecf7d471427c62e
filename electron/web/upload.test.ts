import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { thisProcess } from '../../engine/project/owner';
import { disk } from '../../engine/project/testing/faultyDisk';
import { startWorkServer } from './testing/workServer';
import { keepUpload, removeBrokenUploads } from './upload';

vi.mock('node:fs/promises', async (original) => (await import('../../engine/project/testing/faultyDisk')).faultyDisk(await original()));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-upload-'));
  disk.mend();
});
afterEach(() => {
  disk.mend();
  return rm(folder, { recursive: true, force: true });
});

async function* pieces(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text);
}
const keep = (name: string, ...texts: readonly string[]) => keepUpload({ name, body: pieces(...texts), folder });

describe('a file that is kept', () => {
  test('overwrites no other one, and stands once when it is sent twice', async () => {
    expect(await keep('series.csv', 'o', 'ne')).toBe(join(folder, 'series.csv'));
    expect(await keep('series.csv', 'two')).toBe(join(folder, 'series 2.csv'));
    expect(await keep('series.csv', 'on', 'e')).toBe(join(folder, 'series.csv'));
    expect(await keep('series.csv', 'two')).toBe(join(folder, 'series 2.csv'));
    expect(await keep('series.csv', 'longer')).toBe(join(folder, 'series 3.csv'));
    expect(await keep('hamlet.unroll.json', '{}')).toBe(join(folder, 'hamlet.unroll.json'));
    expect(await keep('hamlet.unroll.json', '{"a":1}')).toBe(join(folder, 'hamlet 2.unroll.json'));
    expect((await readdir(folder)).sort()).toEqual([
      'hamlet 2.unroll.json',
      'hamlet.unroll.json',
      'series 2.csv',
      'series 3.csv',
      'series.csv',
    ]);
    expect(await readFile(join(folder, 'series.csv'), 'utf8')).toBe('one');
  });

  test('is told from another one that differs in its last byte alone', async () => {
    const large = 'x'.repeat(200_000);
    await keep('a', large, '1');
    expect(await keep('a', large, '2')).toBe(join(folder, 'a 2'));
    expect(await keep('a', large, '1')).toBe(join(folder, 'a'));
  });

  test('follows no link and replaces no folder', async () => {
    await writeFile(join(folder, 'secret'), 'one');
    await symlink(join(folder, 'secret'), join(folder, 'link'));
    await symlink(join(folder, 'nowhere'), join(folder, 'broken'));
    await mkdir(join(folder, 'folder'));
    expect(await keep('link', 'one')).toBe(join(folder, 'link 2'));
    expect(await keep('broken', 'one')).toBe(join(folder, 'broken 2'));
    expect(await keep('folder', 'one')).toBe(join(folder, 'folder 2'));
    expect(await readFile(join(folder, 'secret'), 'utf8')).toBe('one');
    expect(await readdir(folder)).not.toContain('nowhere');
  });

  test('sent by many at once under one name has as many places as contents', async () => {
    const paths = await Promise.all(Array.from({ length: 12 }, (_, index) => keep('a.csv', `content ${index % 3}`)));
    expect(new Set(paths).size).toBe(3);
    expect(await readdir(folder)).toHaveLength(3);
  });

  test('asks for the next piece only when this one is written', async () => {
    const order: string[] = [];
    async function* body() {
      for (const count of [1, 2, 3]) {
        order.push(`asked ${disk.changes}`);
        yield Buffer.from(String(count));
      }
    }
    await keepUpload({ name: 'a', body: body(), folder });
    expect(order).toEqual(['asked 0', 'asked 1', 'asked 2']);
  });
});

describe('a disk that refuses', () => {
  const count = async () => {
    await keep('count', 'a', 'b');
    await rm(join(folder, 'count'));
    const { changes } = disk;
    disk.mend();
    return changes;
  };

  test.each(['ENOSPC', 'EDQUOT'])('for want of room (%s) is told at every step, and nothing stays', async (code) => {
    const changes = await count();
    expect(changes).toBeGreaterThan(2);
    // The last one makes the name lasting: then the file is there.
    for (let failing = 1; failing < changes; failing++) {
      disk.failFrom(failing, code);
      await expect(keep('a.csv', 'a', 'b')).rejects.toMatchObject({
        name: 'Refusal',
        status: 507,
        message: `"a.csv" was not kept: there is no room left on the disk of ${folder}. Make room, then send it again.`,
      });
      disk.mend();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  test('for another reason is told by that', async () => {
    disk.failFrom(1, 'EIO');
    await expect(keep('a.csv', 'a')).rejects.toMatchObject({
      status: 500,
      message: `"a.csv" was not kept: the disk of ${folder} does not answer as it should (EIO).`,
    });
    disk.mend();
    expect(await readdir(folder)).toEqual([]);
  });

  test('in the middle of a file is told to the browser that sends it, which can go on', async () => {
    const server = await startWorkServer();
    const send = (name: string) => server.send('PUT', `/files/${name}`, { headers: { ...server.own }, body: Buffer.alloc(5_000_000) });
    disk.failFrom(3, 'ENOSPC');
    // A browser reads the answer only when all that it sends has gone.
    const headers = { ...server.own, 'content-length': '50000000' };
    const sent = request(server.options('PUT', '/files/a.csv', headers)).end(Buffer.alloc(50_000_000));
    const [[response]] = await Promise.all([once(sent, 'response'), once(sent, 'finish')]);
    expect({ status: response.statusCode, ...JSON.parse(String(await response.toArray())) }).toEqual({
      status: 507,
      text: `"a.csv" was not kept: there is no room left on the disk of ${server.folder}. Make room, then send it again.`,
    });
    disk.mend();
    expect(await readdir(server.folder)).toEqual([]);
    expect((await send('a.csv')).status).toBe(200);
    expect(server.faults).toEqual([]);
    await server.close();
  });

  test('because the folder is gone is told', async () => {
    await rm(folder, { recursive: true });
    await expect(keep('a.csv', 'a')).rejects.toMatchObject({ name: 'Refusal', message: expect.stringContaining(`${folder} is not there`) });
  });
});

describe('what a killed server was being sent', () => {
  test('is removed at the next start, and nothing else', async () => {
    const ended = execFile(process.execPath, ['-e', '0']);
    await new Promise((resolve) => ended.once('exit', resolve));
    const { began } = thisProcess();
    const host = encodeURIComponent(hostname());
    const stays = [
      `.upload-${host}-${process.pid}-${began ?? ''}-0123456789ab.tmp`,
      `.upload-elsewhere-${ended.pid}-1-0123456789ab.tmp`,
      '.upload-of-mine.tmp',
      'data.csv',
    ];
    for (const name of [...stays, `.upload-${host}-${ended.pid}-1-0123456789ab.tmp`]) await writeFile(join(folder, name), 'x');
    await removeBrokenUploads(folder);
    expect((await readdir(folder)).sort()).toEqual([...stays].sort());
  });
});
