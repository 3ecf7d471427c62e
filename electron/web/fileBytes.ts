import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes that are read at a time: a browser that takes no more is waited for with this much, not with a file. */
const CHUNK = 64 * 1024;

/** For reading; a link that has taken its place since is not followed. */
export function openFile(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
}

/** The first `size` bytes of a file. One that has become shorter since is an error: what was promised cannot be sent. */
export async function* bytesOf(file: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; ) {
    // Each piece has memory of its own, since the last one may still wait to be sent.
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(CHUNK, size - at)), 0, null, at);
    if (bytesRead === 0) throw new Error('A file became shorter while it was being sent.');
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
