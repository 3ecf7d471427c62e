import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import type { Transport } from '../../engine/api';
import { contentPolicy } from '../shell/policy';
import { createAccess } from './access';
import { MAX_BYTES } from './folderCalls';
import { webSocketTransport } from './line';

/** The largest message: a file as base64, and a little around it. */
const MAX_MESSAGE = Math.ceil(MAX_BYTES / 3) * 4 + 64 * 1024;

const LINE = '/line';

const NO_KEY = 'This page opens with the address that the program printed when it started: it carries the key.\n';

export interface PageServer {
  /** With the key. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the page in `files` on loopback, and the line to it. `port`: 0 takes a free one. */
export function servePages(given: { files: string; port: number; onPage: (line: Transport) => void }): Promise<PageServer> {
  const access = createAccess();
  const pages = sirv(given.files, { etag: true });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  const server = createServer(answer);
  server.on('upgrade', upgrade);
  const port = () => (server.address() as AddressInfo).port;

  function answer(request: IncomingMessage, response: ServerResponse) {
    const { host } = request.headers;
    if (!access.isForUs(request, port())) return refuse(response, 421, 'This server answers to its own address alone.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only reading is possible here.\n');
    const url = new URL(request.url ?? '/', `http://${host}`);
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
    response.setHeader('Content-Security-Policy', contentPolicy({ connect: `ws://${host}` }));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    pages(request, response, () => refuse(response, 404, 'There is no such page.\n'));
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
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
        close: () =>
          new Promise((done) => {
            for (const socket of sockets.clients) socket.terminate();
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function refuse(response: ServerResponse, status: number, text: string) {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(text);
}
