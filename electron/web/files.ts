import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { DOWNLOAD, FILES, MAX_UPLOAD } from '../../engine/api';
import { path as pathSchema } from '../../engine/api/schemas';
import type { Access } from './access';
import { HttpRefusal, tell, tellFailure } from './answers';
import { asAttachment, openDownload } from './download';
import type { Jail } from './jail';
import { keepUpload } from './upload';

/** Milliseconds in which a browser that sends a file must send some of it; a machine that fell asleep is given up after them. */
const IDLE = 120_000;

/** Characters of a name as it is sent. */
const MAX_NAME = 255;

export interface FilesDoor {
  /** Whether a request is for files. */
  isFor(request: IncomingMessage): boolean;
  /** Never fails: whatever happens is answered, and a fault is reported. */
  answer(request: IncomingMessage, response: ServerResponse, at: { port: number }): Promise<void>;
}

/** Takes files into the jail and gives them out, as streams: `PUT /files/<name>` and `GET /files/download?path=…`. */
export function openFilesDoor(given: { access: Access; jail: Jail; report: (error: unknown) => void; idle?: number }): FilesDoor {
  const { access, jail, report, idle = IDLE } = given;

  async function route(request: IncomingMessage, response: ServerResponse, port: number): Promise<void> {
    if (!access.isForUs(request, port)) throw new HttpRefusal(421, 'This server answers to its own address alone.');
    if (!access.hasCookie(request))
      throw new HttpRefusal(403, 'This page has lost its key: open the address that the program printed when it started.');
    const [address = '', query = ''] = splitOnce(request.url ?? '', '?');
    const isDownload = request.method === 'GET' || request.method === 'HEAD';
    if (request.method !== 'PUT' && !isDownload) throw new HttpRefusal(405, 'Files can be sent and fetched here, and nothing else.');
    if (!isDownload) return take(request, response, address.slice(FILES.length));
    if (address !== DOWNLOAD) throw new HttpRefusal(404, 'There is nothing at this address.');
    return give(request, response, new URLSearchParams(query));
  }

  async function take(request: IncomingMessage, response: ServerResponse, encoded: string): Promise<void> {
    if (!access.isFromUs(request)) throw new HttpRefusal(403, 'Only the page of this program may send files here.');
    const name = nameOf(encoded);
    const length = request.headers['content-length'];
    if (length === undefined) throw new HttpRefusal(411, `Say how large "${name}" is before it is sent (Content-Length).`);
    if (Number(length) > MAX_UPLOAD)
      throw new HttpRefusal(413, `"${name}" is larger than ${MAX_UPLOAD / 1e9} GB: copy it into ${jail.folder} yourself.`);
    request.setTimeout(idle, () => request.socket.destroy());
    // By itself a loop that fails ends what it reads; but the rest must still be taken, or no browser would hear the answer.
    const body = request.iterator({ destroyOnReturn: false });
    tell(response, 200, { path: await keepUpload({ name, body, folder: jail.folder }) });
  }

  async function give(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
    if (!access.isFromPageOrPerson(request)) throw new HttpRefusal(403, 'Only the page of this program may fetch files here.');
    const [path, ...others] = query.getAll('path');
    if (!pathSchema.safeParse(path).success || path === undefined || others.length > 0)
      throw new HttpRefusal(400, 'Say which one file or folder is to be fetched (path=…).');
    await openDownload(path, jail, async ({ name, type, bytes, content }) => {
      response.writeHead(200, {
        'Content-Type': type,
        'Content-Disposition': asAttachment(name),
        ...(bytes === null ? {} : { 'Content-Length': bytes }),
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Resource-Policy': 'same-origin',
      });
      if (request.method === 'HEAD') response.end();
      else await pipeline(content, response);
    });
  }

  return {
    isFor: (request) => request.url?.startsWith(FILES) === true,
    async answer(request, response, { port }) {
      try {
        await route(request, response, port);
      } catch (error) {
        tellFailure(request, response, error, report);
      }
    },
  };
}

/** The name in an address: one segment of it, in percent signs. What stands for a slash is part of the name. */
function nameOf(encoded: string): string {
  const name = encoded.includes('/') ? undefined : decode(encoded);
  if (name === undefined) throw new HttpRefusal(400, 'The address does not hold the name of one file.');
  if (name === '') throw new HttpRefusal(400, 'A file needs a name.');
  if (name.length > MAX_NAME)
    throw new HttpRefusal(400, `The name "${name.slice(0, 40)}…" is longer than ${MAX_NAME} characters: give the file a shorter one.`);
  return name;
}

function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + at.length)];
}
