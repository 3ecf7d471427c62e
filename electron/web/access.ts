import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may talk to the server. It stands on loopback, but every page in every browser of this machine, and every other user, can
 * send requests there: so each one needs the key, and must be made to and from our own address.
 */
export interface Access {
  /** In the printed address; exchanged for the cookie, so that it does not stay in the address bar and the history. */
  readonly token: string;
  readonly cookie: string;
  hasToken(url: URL): boolean;
  hasCookie(request: IncomingMessage): boolean;
  /** Made to this server by its own name: no other name that was pointed at loopback. */
  isForUs(request: IncomingMessage, port: number): boolean;
  /** Made by our own page. */
  isFromUs(request: IncomingMessage): boolean;
}

const HOSTS = ['127.0.0.1', 'localhost'];

export function createAccess(): Access {
  const token = randomBytes(24).toString('base64url');
  const session = randomBytes(24).toString('base64url');
  const name = `unroll-${randomBytes(4).toString('hex')}`;
  return {
    token,
    cookie: `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`,
    hasToken: (url) => isEqual(url.searchParams.get('token') ?? '', token),
    hasCookie: ({ headers }) =>
      (headers.cookie ?? '').split('; ').some((pair) => pair.startsWith(`${name}=`) && isEqual(pair.slice(name.length + 1), session)),
    isForUs: ({ headers }, port) => HOSTS.some((host) => headers.host === `${host}:${port}`),
    isFromUs: ({ headers }) => headers.origin === `http://${headers.host}`,
  };
}

/** Takes the same time wherever the difference is. */
function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
