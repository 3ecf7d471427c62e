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
  /** Made by our own page or by the person, as far as a request that only reads says: not by a page of another server. */
  isFromPageOrPerson(request: IncomingMessage): boolean;
}

/** What `Sec-Fetch-Site` says of our own page, and of an address that a person typed or opened from the downloads. */
const FROM_PAGE_OR_PERSON = new Set(['same-origin', 'none']);

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
    // Another port of this machine is the same site to cookies. What the page itself reads carries no origin, so one that is there
    // must be ours; browsers say besides where a request comes from.
    isFromPageOrPerson: ({ headers }) =>
      (headers.origin === undefined || headers.origin === `http://${headers.host}`) &&
      FROM_PAGE_OR_PERSON.has(String(headers['sec-fetch-site'] ?? 'none')),
  };
}

/** Takes the same time wherever the difference is. */
function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
