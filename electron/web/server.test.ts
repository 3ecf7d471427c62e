import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Transport } from '../../engine/api';
import { createJail, type Jail } from './jail';
import { type PageServer, servePages } from './server';

let files: string;
let server: PageServer;
let port: number;
let token: string;
let jail: Jail;
const onPage = vi.fn<(line: Transport) => void>();
const report = vi.fn<(error: unknown) => void>();

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'unroll-server-'));
  await writeFile(join(files, 'index.html'), '<title>Unroll</title>');
  await writeFile(join(files, 'app.js'), 'run()');
  await mkdir(join(files, 'work'));
  jail = await createJail(join(files, 'work'));
  server = await servePages({ files, port: 0, jail, onPage, report });
  const url = new URL(server.url);
  port = Number(url.port);
  token = url.searchParams.get('token') ?? '';
});
beforeEach(() => onPage.mockClear());
afterAll(async () => {
  await server.close();
  await rm(files, { recursive: true, force: true });
});

interface Response {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function signIn(): Promise<string> {
  const { headers } = await get(`/?token=${token}`);
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

function connect(headers: Record<string, string>, path = '/line'): Promise<'open' | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}

describe('a page of the server', () => {
  test('opens with the key, which becomes a cookie and leaves the address', async () => {
    const { status, headers } = await get(`/?token=${token}`);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    const cookie = String(headers['set-cookie']);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).not.toContain(token);
    const page = await get('/', { cookie: cookie.split(';')[0] ?? '' });
    expect(page).toMatchObject({ status: 200, body: '<title>Unroll</title>' });
  });

  test('may load its own files alone', async () => {
    const { headers } = await get('/app.js', { cookie: await signIn() });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain(`connect-src http://127.0.0.1:${port}/files/ ws://127.0.0.1:${port};`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test.each([
    ['without a key', '/', {}],
    ['with a wrong key', '/?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', {}],
    ['with an empty key', '/?token=', {}],
    ['with a cookie of its own making', '/', { cookie: 'unroll-00000000=AAAA' }],
    ['for a file without a key', '/app.js', {}],
  ])('is not shown %s', async (_, path, headers) => {
    const { status, body } = await get(path, headers);
    expect(status).toBe(403);
    expect(body).toContain('the address that the program printed');
    expect(body).not.toContain('run()');
  });

  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '[::1]:80'])(
    'is not shown to the host name %j, even with the key',
    async (host) => {
      const { status, headers } = await get(`/?token=${token}`, { host });
      expect([400, 421]).toContain(status);
      expect(headers['set-cookie']).toBeUndefined();
    },
  );

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('cannot be asked by %s', async (method) => {
    expect((await get('/', { cookie: await signIn() }, method)).status).toBe(405);
  });

  test.each(['/../../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd', '/%00', '/nothing'])(
    'leads to nothing outside of its folder: %s',
    async (path) => {
      const { status, body } = await get(path, { cookie: await signIn() });
      expect([400, 404]).toContain(status);
      expect(body).not.toContain('root:');
    },
  );
});

/** Bytes as they are, over a connection of their own. → all that came back. `breaks`: the connection is reset at once. */
function sendRaw(text: string, { breaks = false } = {}): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connectTo(port, '127.0.0.1', () => {
      socket.write(text);
      if (breaks) socket.resetAndDestroy();
    });
    socket.setEncoding('latin1');
    socket.on('data', (piece) => {
      heard += piece;
    });
    // A reset is one of the ways in which this may end.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}

describe('whatever arrives', () => {
  const own = async () => `Host: 127.0.0.1:${port}\r\nCookie: ${await signIn()}\r\nConnection: close\r\n`;

  test.each([
    ['an address that is none', 'GET // HTTP/1.1', 400],
    ['an address elsewhere', 'GET //evil.example/x HTTP/1.1', 400],
    ['a whole address', 'GET http://evil.example/ HTTP/1.1', 400],
    ['a part that ends before it begins', 'GET /app.js HTTP/1.1\r\nRange: bytes=3-2', 200],
    ['a name too long for a header', `PUT /files/${'x'.repeat(100_000)} HTTP/1.1`, 431],
    ['what is no HTTP', '\u0000\u0001 hello', 400],
    ['two lengths at once', 'PUT /files/x HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked', 400],
  ])('does not end the process: %s', async (_, start, status) => {
    const heard = await sendRaw(`${start}\r\n${await own()}\r\n`);
    expect(heard.split('\r\n')[0]).toContain(` ${status} `);
    expect((await get('/', { cookie: await signIn() })).status).toBe(200);
  });

  test('does not end the process: a line that is refused and reset', async () => {
    for (let time = 0; time < 20; time++) {
      await sendRaw(
        `GET /line HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
        { breaks: true },
      );
    }
    expect((await get('/', { cookie: await signIn() })).status).toBe(200);
  });
});

describe('the line to the engine', () => {
  const own = async () => ({ cookie: await signIn(), origin: `http://127.0.0.1:${port}` });

  test('opens for our own page', async () => {
    expect(await connect(await own())).toBe('open');
    expect(onPage).toHaveBeenCalledOnce();
  });

  test.each([
    ['from another page', { origin: 'http://evil.example' }],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['from a page that says it has none', { origin: 'null' }],
    ['from a page over https', { origin: 'https://127.0.0.1' }],
    ['without a cookie', { cookie: '' }],
    ['with a wrong cookie', { cookie: 'unroll-00000000=AAAA' }],
    ['to another host name', { host: 'evil.example' }],
  ])('does not open %s', async (_, headers) => {
    expect(await connect({ ...(await own()), ...headers })).toBe(403);
    expect(onPage).not.toHaveBeenCalled();
  });

  test('does not open without an origin, which every browser sends', async () => {
    expect(await connect({ cookie: await signIn() })).toBe(403);
  });

  test.each(['/', '/line/', '/other', `/line?token=1`])('does not open at %s', async (path) => {
    expect(await connect(await own(), path)).toBe(403);
  });
});

test('a port that is taken is an error, not a second server', async () => {
  await expect(servePages({ files, port, jail, onPage, report })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
