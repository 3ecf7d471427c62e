import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, stat, truncate, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { downloadAddress, uploadAddress } from '../../../engine/api';

/** Bytes that are sent at a time. */
const PIECE = 64 * 1024;

const readySchema = z.object({ port: z.number(), folder: z.string(), own: z.object({ cookie: z.string(), origin: z.string() }) });
const memorySchema = z.object({ grown: z.number() });

/**
 * Sends so many bytes to a server in a process of its own, fetches as many as a file and as a zip, and holds none of them here.
 * → bytes that arrived each way, and by how much the memory of the server's process had grown at most.
 */
export async function moveBytes(bytes: number) {
  const child = fork(join(__dirname, 'serve.ts'), { execArgv: ['--require', 'tsx/cjs'] });
  const hear = async <T>(schema: z.ZodType<T>) => schema.parse((await once(child, 'message'))[0]);
  const { port, folder, own } = await hear(readySchema);
  const grown = async () => {
    const heard = hear(memorySchema);
    child.send('how much?');
    return (await heard).grown;
  };
  const open = (method: string, path: string, headers: Record<string, string> = {}) =>
    request({ host: '127.0.0.1', port, method, path, headers: { ...own, ...headers } });

  const sent = open('PUT', uploadAddress('large.bin'), { 'content-length': String(bytes) });
  const answered: Promise<[IncomingMessage]> = once(sent, 'response').then(([response]) => [response]);
  await pipeline(Readable.from(pieces(bytes)), sent);
  const [answer] = await answered;
  const { path } = z.object({ path: z.string() }).parse(JSON.parse(String(await answer.toArray())));
  const up = { bytes: (await stat(path)).size, grown: await grown() };

  const down = { bytes: await countDown(open('GET', downloadAddress(path))), grown: await grown() };

  // A file without content but with a size takes no disk.
  await mkdir(join(folder, 'folder'));
  await writeFile(join(folder, 'folder', 'sparse.bin'), '');
  await truncate(join(folder, 'folder', 'sparse.bin'), bytes);
  const zip = { bytes: await countDown(open('GET', downloadAddress(join(folder, 'folder')))), grown: await grown() };
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
  return { up, down, zip };
}

/** Noise, such as no disk makes smaller. */
function* pieces(bytes: number): Generator<Buffer> {
  const piece = Buffer.from(Array.from({ length: PIECE }, (_, index) => (index * 2_654_435_761) >>> 24));
  for (let left = bytes; left > 0; left -= PIECE) yield left < PIECE ? piece.subarray(0, left) : piece;
}

async function countDown(asked: ReturnType<typeof request>): Promise<number> {
  asked.end();
  const [response] = await once(asked, 'response');
  let bytes = 0;
  for await (const piece of response) bytes += piece.length;
  return bytes;
}
