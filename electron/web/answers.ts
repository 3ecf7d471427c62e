import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FileAnswer, Refusal } from '../../engine/api';

/** A refusal with the number by which HTTP says of what kind it is. */
export class HttpRefusal extends Refusal {
  constructor(
    readonly status: number,
    text: string,
  ) {
    super(text);
  }
}

/** Codes of a request whose other end has gone: there is nobody left to tell. */
const GONE = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);

const A_FAULT = 'The program failed at this; its log says how. Try it again, or start the program anew.';

/** Answers a request for files that was not granted. Whatever is no refusal is a fault of the program, and is reported. */
export function tellFailure(request: IncomingMessage, response: ServerResponse, error: unknown, report: (error: unknown) => void): void {
  const isRefusal = error instanceof Refusal;
  if (!isRefusal && !GONE.has((error as NodeJS.ErrnoException).code ?? '')) report(error);
  const status = error instanceof HttpRefusal ? error.status : isRefusal ? 403 : 500;
  tell(response, status, { text: isRefusal ? error.message : A_FAULT });
  // A browser hears an answer only when all that it sends has been taken.
  request.resume();
}

export function tell(response: ServerResponse, status: number, answer: FileAnswer): void {
  if (response.headersSent) {
    // Half of a download cannot be taken back; a connection that breaks off says that it is not whole.
    response.destroy();
    return;
  }
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(status === 405 ? { Allow: 'GET, HEAD, PUT' } : {}),
    // More than would be taken is not waited for.
    ...(status === 413 ? { Connection: 'close' } : {}),
  });
  response.end(JSON.stringify(answer));
}
