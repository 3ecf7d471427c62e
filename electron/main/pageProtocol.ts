import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { protocol } from 'electron';
import { contentPolicy } from '../shell/policy';

// The page has an address of its own, app://unroll/, rather than file://, which would give it the right to read every file.

const SCHEME = 'app';
export const PAGE = `${SCHEME}://unroll/`;

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const HEADERS = {
  // The bridge is the only line out of the page.
  'Content-Security-Policy': contentPolicy({ connect: "'none'" }),
  'X-Content-Type-Options': 'nosniff',
};

/** Chromium's number for "there is no such file". */
const FILE_NOT_FOUND = -6;

/** Must run before the app is ready. */
export function declarePageProtocol(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Serves the files below `folder` as the page. `protocol.handle` is newer than the oldest runtime. */
export function servePageProtocol(folder: string): void {
  protocol.registerBufferProtocol(SCHEME, async (request, respond) => {
    const path = fileOf(request.url, folder);
    const type = path && TYPES[extname(path)];
    try {
      if (!path || !type || request.method !== 'GET') throw new Error('not a file of the page');
      respond({ mimeType: type, charset: 'utf-8', headers: HEADERS, data: await readFile(path) });
    } catch {
      respond({ error: FILE_NOT_FOUND });
    }
  });
}

/** The file an address stands for; undefined for one outside the folder. */
function fileOf(address: string, folder: string): string | undefined {
  const { host, pathname } = new URL(address);
  if (`${SCHEME}://${host}/` !== PAGE) return undefined;
  const path = resolve(folder, `.${pathname === '/' ? '/index.html' : decodeURIComponent(pathname)}`);
  return path.startsWith(folder + sep) ? path : undefined;
}
