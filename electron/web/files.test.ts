import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { downloadAddress, FILES, MAX_UPLOAD, uploadAddress } from '../../engine/api';
import { createAccess } from './access';
import { openFilesDoor } from './files';
import { createJail } from './jail';
import { startWorkServer, type WorkServer } from './testing/workServer';

let server: WorkServer;

beforeEach(async () => {
  server = await startWorkServer();
});
afterEach(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const at = (name: string) => join(server.folder, name);
const put = (address: string, body: string | Buffer = 'x', headers: Record<string, string> = {}) =>
  server.send('PUT', address, { headers: { ...server.own, ...headers }, body });
const upload = async (name: string, body: string | Buffer) => JSON.parse(String((await put(uploadAddress(name), body)).body));
const fetchFrom = (path: string, headers: Record<string, string> = {}) =>
  server.send('GET', downloadAddress(path), { headers: { cookie: server.own.cookie, ...headers } });

/** Until the folder holds what `is` wants to see. */
async function untilFolder(is: (names: readonly string[]) => boolean): Promise<void> {
  const watcher = watch(server.folder);
  try {
    while (!is(await readdir(server.folder))) await once(watcher, 'change');
  } finally {
    watcher.close();
  }
}

describe('a file that is sent', () => {
  test('stands in the folder, byte for byte, and is answered with its place', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
    const { status, headers, body } = await put(uploadAddress('série 1.csv'), bytes);
    expect(status).toBe(200);
    expect(JSON.parse(String(body))).toEqual({ path: at('série 1.csv') });
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    expect((await readFile(at('série 1.csv'))).equals(bytes)).toBe(true);
    expect(await readdir(server.folder)).toEqual(['série 1.csv']);
  });

  test.each([
    ['a slash in percent signs', '/files/..%2F..%2Fetc%2Fcron.d%2Fx', '_.._etc_cron.d_x'],
    ['a backslash', '/files/C:%5CWindows%5Cx.csv', 'C__Windows_x.csv'],
    ['the character 0 and a line end', '/files/a%00b%0Ac.csv', 'a_b_c.csv'],
    ['a dot in front', '/files/.bashrc', 'bashrc'],
    ['what a header would break at', '/files/a%0D%0ASet-Cookie:%20x', 'a__Set-Cookie_ x'],
    ['a name that was encoded twice', '/files/%252e%252e%252fx', '%2e%2e%2fx'],
    ['the name of the other address', '/files/download', 'download'],
  ])('keeps a plain name of %s', async (_, address, here) => {
    expect(JSON.parse(String((await put(address)).body))).toEqual({ path: at(here) });
    expect(await readdir(server.folder)).toEqual([here]);
  });

  test.each([
    ['an empty name', FILES, 400, 'A file needs a name.'],
    ['dots alone', '/files/..', 400, 'A file cannot be called ".." here: give it another name.'],
    ['dots in percent signs', '/files/%2e%2e', 400, 'A file cannot be called ".." here: give it another name.'],
    ['a blank', '/files/%20', 400, 'A file cannot be called " " here: give it another name.'],
    ['two segments', '/files/a/b.csv', 400, 'The address does not hold the name of one file.'],
    ['a way up', '/files/../secret', 400, 'The address does not hold the name of one file.'],
    ['broken percent signs', '/files/%E0%A4%A', 400, 'The address does not hold the name of one file.'],
    [
      'too many letters',
      `/files/${'x'.repeat(256)}`,
      400,
      `The name "${'x'.repeat(40)}…" is longer than 255 characters: give the file a shorter one.`,
    ],
    [
      'too many bytes',
      `/files/${'%E2%82%AC'.repeat(67)}`,
      400,
      `The name "${'€'.repeat(40)}…" is longer than 200 bytes: give the file a shorter one.`,
    ],
  ])('is refused with %s', async (_, address, status, text) => {
    const answer = await put(address);
    expect({ status: answer.status, body: JSON.parse(String(answer.body)) }).toEqual({ status, body: { text } });
    expect(await readdir(server.folder)).toEqual([]);
  });

  test.each([
    ['without a cookie', { cookie: '' }, 403, /has lost its key: open the address/],
    ['with a wrong cookie', { cookie: 'unroll-00000000=AAAA' }, 403, /has lost its key/],
    ['from another page', { origin: 'http://evil.example' }, 403, /Only the page of this program may send files/],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }, 403, /Only the page/],
    ['from a page that says it has none', { origin: 'null' }, 403, /Only the page/],
    ['without an origin', { origin: '' }, 403, /Only the page/],
    ['to another host name', { host: 'evil.example' }, 421, /its own address alone/],
    ['to no port', { host: '127.0.0.1' }, 421, /its own address alone/],
  ])('is refused %s', async (_, headers, status, text) => {
    const answer = await put('/files/x.csv', 'x', headers);
    expect(answer.status).toBe(status);
    expect(JSON.parse(String(answer.body)).text).toMatch(text);
    expect(await readdir(server.folder)).toEqual([]);
  });

  test('is refused where it says it is too large, before any of it is taken', async () => {
    const sent = request(server.options('PUT', '/files/big.csv', { ...server.own, 'content-length': String(MAX_UPLOAD + 1) }));
    sent.on('error', () => undefined);
    sent.flushHeaders();
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(413);
    expect(String(await response.toArray())).toBe(
      JSON.stringify({ text: `"big.csv" is larger than 16 GB: copy it into ${server.folder} yourself.` }),
    );
    expect(await readdir(server.folder)).toEqual([]);
  });

  test('must say how large it is', async () => {
    const sent = request(server.options('PUT', '/files/x.csv', { ...server.own, 'transfer-encoding': 'chunked' }));
    sent.end('x');
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(411);
    expect(JSON.parse(String(await response.toArray())).text).toBe('Say how large "x.csv" is before it is sent (Content-Length).');
  });

  test.each([
    ['ends', (socket: Socket) => socket.end()],
    ['is reset', (socket: Socket) => socket.resetAndDestroy()],
  ])('leaves nothing behind when its connection %s on the way', async (_, breakOff) => {
    const headers = Object.entries({ host: `127.0.0.1:${server.port}`, ...server.own, 'content-length': '1000000' });
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`PUT /files/x.csv HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\nhalf of it`);
    await untilFolder((names) => names.some((name) => name.startsWith('.upload-')));
    breakOff(socket);
    await untilFolder((names) => names.length === 0);
    expect((await put('/files/x.csv', 'whole')).status).toBe(200);
  });

  test('leaves nothing behind when the server ends on the way', async () => {
    const sent = request(server.options('PUT', '/files/x.csv', { ...server.own, 'content-length': '1000000' }));
    sent.on('error', () => undefined);
    sent.write('half of it');
    await untilFolder((names) => names.length === 1);
    const { folder } = server;
    await server.close();
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    server = await startWorkServer();
  });

  test('may follow one that was refused on the same connection, since all of that has been taken', async () => {
    const body = Buffer.alloc(2_000_000);
    expect((await put('/files/..', body, { connection: 'keep-alive' })).status).toBe(400);
    expect(await upload('y.csv', body)).toEqual({ path: at('y.csv') });
  });
});

test('a browser that has fallen silent is given up, and nothing stays', async () => {
  const access = createAccess();
  const door = openFilesDoor({ access, jail: await createJail(server.folder), report: (error) => server.faults.push(error), idle: 20 });
  const answered: Promise<void>[] = [];
  const slow = createServer((message, response) => answered.push(door.answer(message, response, { port: portOf(slow) })));
  await once(slow.listen(0, '127.0.0.1'), 'listening');
  const host = `127.0.0.1:${portOf(slow)}`;
  const headers = { host, origin: `http://${host}`, cookie: access.cookie.split(';')[0], 'content-length': '1000' };
  const sent = request({ host: '127.0.0.1', port: portOf(slow), method: 'PUT', path: '/files/x.csv', headers });
  sent.write('half of it');
  await expect(once(sent, 'response')).rejects.toMatchObject({ code: 'ECONNRESET' });
  await Promise.all(answered);
  expect(answered).toHaveLength(1);
  expect(await readdir(server.folder)).toEqual([]);
  slow.close();
});

const portOf = (of: Server) => (of.address() as AddressInfo).port;

describe('a file that is fetched', () => {
  test('comes whole, to be kept and not to be shown', async () => {
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 11) % 256));
    await writeFile(at('a.html'), bytes);
    const { status, headers, body } = await fetchFrom(at('a.html'));
    expect(status).toBe(200);
    expect(body.equals(bytes)).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="a.html"; filename*=UTF-8''a.html`,
      'content-length': '200000',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('may be empty', async () => {
    await writeFile(at('empty'), '');
    expect(await fetchFrom(at('empty'))).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });

  test.each([
    [`Ödipus "x"; a='1'.csv`, `attachment; filename="_dipus _x_; a='1'.csv"; filename*=UTF-8''%C3%96dipus%20%22x%22%3B%20a%3D%271%27.csv`],
    ['a\r\nSet-Cookie: x', `attachment; filename="a__Set-Cookie: x"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x`],
    ['50%\\.csv', `attachment; filename="50__.csv"; filename*=UTF-8''50%25%5C.csv`],
  ])('is called %j whatever stands in its name', async (name, disposition) => {
    await writeFile(at(name), 'x');
    const { headers } = await fetchFrom(at(name));
    expect(headers['content-disposition']).toBe(disposition);
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('is a zip where it is a folder, without what links lead to', async () => {
    await mkdir(at('export/deep'), { recursive: true });
    await writeFile(at('export/model.json'), '{}');
    await writeFile(at('export/empty'), '');
    const weights = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * index) % 251));
    await writeFile(at('export/deep/weights.bin'), weights);
    await symlink(at('../secret'), at('export/link'));
    await symlink('/etc', at('export/folder'));
    const { headers, body } = await fetchFrom(at('export'));
    expect(headers['content-disposition']).toBe(`attachment; filename="export.zip"; filename*=UTF-8''export.zip`);
    const files = unzipSync(body);
    expect(Object.keys(files).sort()).toEqual(['deep/weights.bin', 'empty', 'model.json']);
    expect(Buffer.from(files['deep/weights.bin'] ?? []).equals(weights)).toBe(true);
    expect(String(Buffer.from(files['model.json'] ?? []))).toBe('{}');
  });

  test('is asked for without being sent', async () => {
    await writeFile(at('a.csv'), 'abc');
    const headers = { cookie: server.own.cookie };
    expect(await server.send('HEAD', downloadAddress(at('a.csv')), { headers })).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect(await server.send('HEAD', downloadAddress(at('none')), { headers })).toMatchObject({ status: 404, body: Buffer.alloc(0) });
  });

  test.each([
    ['nothing', 404, /There is nothing at nothing/],
    ['../secret', 403, /is outside of/],
    ['/etc/passwd', 403, /is outside of/],
    ['link', 403, /is outside of/],
    ['a\0b', 403, /cannot hold the character 0/],
    ['', 400, /Say which one file/],
    ['x'.repeat(5000), 400, /Say which one file/],
    ['x'.repeat(300), 403, /cannot be reached \(ENAMETOOLONG\)/],
  ])('is refused at %j', async (path, status, text) => {
    await symlink(at('../secret'), at('link'));
    const answer = await fetchFrom(path);
    expect(answer.status).toBe(status);
    expect(JSON.parse(String(answer.body)).text).toMatch(text);
  });

  test.each([
    ['no path', '/files/download', 400],
    ['two paths', '/files/download?path=a&path=b', 400],
    ['broken percent signs', '/files/download?path=%E0%A4%A', 404],
    ['another address', '/files/download/', 404],
    ['the address of an upload', '/files/a.csv', 404],
    ['no address', '/files/', 404],
  ])('is refused with %s', async (_, address, status) => {
    const answer = await server.send('GET', address, { headers: { cookie: server.own.cookie } });
    expect(answer.status).toBe(status);
    expect(JSON.parse(String(answer.body)).text).toMatch(/\.$/);
  });

  test.each([
    ['without a cookie', { cookie: '' }, 403],
    ['by a page from another port of this machine', { 'sec-fetch-site': 'same-site' }, 403],
    ['by a page from elsewhere', { 'sec-fetch-site': 'cross-site' }, 403],
    ['by a script from elsewhere', { origin: 'http://127.0.0.1:1' }, 403],
    ['by another host name', { host: 'evil.example' }, 421],
    ['by our own page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['by the person', { 'sec-fetch-site': 'none' }, 200],
  ])('%s is answered as it should be', async (_, headers, status) => {
    await writeFile(at('a.csv'), 'abc');
    const answer = await fetchFrom(at('a.csv'), headers);
    expect(answer.status).toBe(status);
    expect(String(answer.body) === 'abc').toBe(status === 200);
  });

  test.each(['POST', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND'])('cannot be asked for by %s', async (method) => {
    const answer = await server.send(method, downloadAddress(at('a.csv')), { headers: server.own });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, PUT' } });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('may be given up on the way', async () => {
    await writeFile(at('big'), '');
    await truncate(at('big'), 50_000_000);
    await mkdir(at('folder'));
    await writeFile(at('folder/big'), '');
    await truncate(at('folder/big'), 50_000_000);
    for (const path of [at('big'), at('folder')]) {
      const sent = request(server.options('GET', downloadAddress(path), { cookie: server.own.cookie })).end();
      const [response] = await once(sent, 'response');
      await once(response, 'data');
      response.on('error', () => undefined);
      response.destroy();
    }
    expect((await fetchFrom(at('big'))).body.length).toBe(50_000_000);
  });

  test('a folder that no zip can hold is refused before anything is sent', async () => {
    await mkdir(at('large'));
    await writeFile(at('large/a'), '');
    await truncate(at('large/a'), 5_000_000_000);
    const answer = await fetchFrom(at('large'));
    expect(answer.status).toBe(413);
    expect(JSON.parse(String(answer.body)).text).toBe(
      `${at('large')} holds more than a zip can, which is 4 GB: copy it from the folder itself.`,
    );
    await rm(at('large'), { recursive: true });
  });
});
