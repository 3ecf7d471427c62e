import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJail } from '../jail';
import { servePages } from '../server';

/** A server of a folder of its own, for tests. */
export interface WorkServer {
  /** The served folder; beside it stands a file `secret` that nobody may reach. */
  readonly folder: string;
  readonly port: number;
  /** Headers of our own page: cookie and origin. */
  readonly own: { readonly cookie: string; readonly origin: string };
  /** What was reported as a fault. */
  readonly faults: unknown[];
  /** Where requests of `node:http` go. */
  options(method: string, path: string, headers?: Record<string, string>): RequestOptions;
  send(method: string, path: string, given?: { headers?: Record<string, string>; body?: string | Buffer }): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export async function startWorkServer(): Promise<WorkServer> {
  const place = await mkdtemp(join(tmpdir(), 'unroll-files-'));
  await mkdir(join(place, 'work'));
  await writeFile(join(place, 'secret'), 'secret');
  const jail = await createJail(join(place, 'work'));
  const faults: unknown[] = [];
  const server = await servePages({ files: place, port: 0, jail, onPage: () => undefined, report: (error) => faults.push(error) });
  const url = new URL(server.url);
  const port = Number(url.port);
  const options = (method: string, path: string, headers: Record<string, string> = {}): RequestOptions => {
    return { host: '127.0.0.1', port, method, path, headers: { host: `127.0.0.1:${port}`, ...headers } };
  };
  const signedIn = await ask(options('GET', url.pathname + url.search));
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  return {
    folder: jail.folder,
    port,
    own: { cookie, origin: `http://127.0.0.1:${port}` },
    faults,
    options,
    send: (method, path, { headers = {}, body = '' } = {}) => {
      const length: Record<string, string> = method === 'PUT' ? { 'content-length': String(Buffer.byteLength(body)) } : {};
      return ask(options(method, path, { ...length, ...headers }), body);
    },
    async close() {
      await server.close();
      await rm(place, { recursive: true, force: true });
    },
  };
}

function ask(given: RequestOptions, body: string | Buffer = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(given, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
