import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import { FILES, type Transport } from '../../engine/api';
import { contentPolicy } from '../shell/policy';
import { createAccess } from './access';
import { openFilesDoor } from './files';
import type { Jail } from './jail';
import { webSocketTransport } from './line';

/** Bytes of a message: the text of a project, of which the contract takes 64 MB, with a backslash before every other character. */
const MAX_MESSAGE = 128 * 1024 * 1024;

const LINE = '/line';

const NO_KEY = 'This page opens with the address that the program printed when it started: it carries the key.\n';

export interface PageServer {
  /** With the key. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the page in `files` on loopback, the line to it, and the files of `jail`. `port`: 0 takes a free one. Nothing that arrives
 * ends the process: what is not refused in words is reported.
 */
export function servePages(given: {
  files: string;
  port: number;
  jail: Jail;
  onPage: (line: Transport) => void;
  report: (error: unknown) => void;
}): Promise<PageServer> {
  const access = createAccess();
  const pages = sirv(given.files, { etag: true });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  const door = openFilesDoor({ access, jail: given.jail, report: given.report });
  /** Files on their way: what is broken off is taken away before the program ends. */
  const underWay = new Set<Promise<void>>();
  const server = createServer(admit);
  // A large file over a slow line takes its time; that something comes at all is watched where files are taken.
  server.requestTimeout = 0;
  server.on('upgrade', upgrade);
  const port = () => (server.address() as AddressInfo).port;

  function admit(request: IncomingMessage, response: ServerResponse) {
    // A connection that breaks off is an event of its own; the work that it carried hears of it by itself.
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    if (door.isFor(request)) {
      const work = door.answer(request, response, { port: port() }).finally(() => underWay.delete(work));
      underWay.add(work);
      return;
    }
    try {
      answer(request, response);
    } catch (error) {
      given.report(error);
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'The program failed at this; its log says how.\n');
    }
  }

  function answer(request: IncomingMessage, response: ServerResponse) {
    const { host } = request.headers;
    if (!access.isForUs(request, port())) return refuse(response, 421, 'This server answers to its own address alone.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only reading is possible here.\n');
    const url = parseAddress(request.url ?? '/', `http://${host}`);
    if (!url) return refuse(response, 400, 'This is no address of a page.\n');
    if (access.hasToken(url)) {
      response.writeHead(303, {
        Location: '/',
        'Set-Cookie': access.cookie,
        'Cache-Control': 'no-store',
        'Referrer-Policy': 'no-referrer',
      });
      return response.end();
    }
    if (!access.hasCookie(request)) return refuse(response, 403, NO_KEY);
    response.setHeader('Content-Security-Policy', contentPolicy({ connect: `http://${host}${FILES} ws://${host}` }));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    // Pages come whole: a part that ends before it begins would fail after the answer has begun.
    delete request.headers.range;
    pages(request, response, () => refuse(response, 404, 'There is no such page.\n'));
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    socket.on('error', () => undefined);
    const isAllowed = request.url === LINE && access.isForUs(request, port()) && access.isFromUs(request) && access.hasCookie(request);
    if (!isAllowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => given.onPage(webSocketTransport(opened)));
  }

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(given.port, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${port()}/?token=${access.token}`,
        async close() {
          const closed = new Promise<void>((done) => server.close(() => done()));
          for (const socket of sockets.clients) socket.terminate();
          server.closeAllConnections();
          await closed;
          await Promise.all(underWay);
        },
      });
    });
  });
}

/** undefined for what leads to no page of this origin, such as `//` or an address with another host. */
function parseAddress(path: string, origin: string): URL | undefined {
  try {
    const url = new URL(path, origin);
    return url.origin === new URL(origin).origin ? url : undefined;
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number, text: string) {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(text);
}
