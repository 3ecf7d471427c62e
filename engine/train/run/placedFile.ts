import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** A file that grows at its end. What could not be written waits, and is written at its place once that is possible. */
export interface PlacedFile {
  add(bytes: Uint8Array): void;
  /** Whether something waits. */
  isWaiting(): boolean;
  /** Writes what waits, and sees to it that it is on the disk. */
  flush(): Promise<void>;
  /** Bytes that are written. */
  written(): number;
  /** Lets go of the file; what waits is lost. */
  close(): Promise<void>;
}

/** from: where it goes on, in bytes. The file is made where it is not there; its folder is not. */
export function openPlaced(path: string, from = 0): PlacedFile {
  let written = from;
  let waiting: Uint8Array[] = [];
  let file: FileHandle | undefined;
  return {
    add: (bytes) => waiting.push(bytes),
    isWaiting: () => waiting.length > 0,
    async flush() {
      const pieces = waiting.length;
      if (pieces === 0) return;
      const bytes = Buffer.concat(waiting);
      // Written at its place and not at the end: what a full disk cut off is written over.
      file ??= await open(path, constants.O_WRONLY | constants.O_CREAT);
      for (let done = 0; done < bytes.length; ) {
        done += (await file.write(bytes, done, bytes.length - done, written + done)).bytesWritten;
      }
      await file.datasync();
      written += bytes.length;
      waiting = waiting.slice(pieces);
    },
    written: () => written,
    async close() {
      await file?.close();
      file = undefined;
    },
  };
}
