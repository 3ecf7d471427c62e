import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDecoder, type Encoding } from './encoding';

/** Lends `work` a path in a folder of its own; the folder is gone when `work` ends. */
async function withScratchFile<T>(work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'unroll-'));
  try {
    return await work(join(folder, 'data'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lends `work` a file with this text. */
export function withTextFile<T>(text: string, work: (path: string) => Promise<T>): Promise<T> {
  return withScratchFile(async (path) => {
    await writeFile(path, text);
    return work(path);
  });
}

/** Lends `work` a copy of a file in UTF-8, made piece by piece. */
export function withUtf8File<T>(path: string, encoding: Encoding, work: (path: string) => Promise<T>): Promise<T> {
  return withScratchFile(async (copy) => {
    const decoder = createDecoder(encoding);
    const file = await open(copy, 'w');
    try {
      for await (const piece of createReadStream(path)) await file.write(decoder(piece as Buffer));
      await file.write(decoder());
    } finally {
      await file.close();
    }
    return work(copy);
  });
}
