import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { createFileAtomic } from '../atomicFile';
import { EXTENSION } from '../project';

/** Where the original of a document of that version is kept: `run.v1.json`, `series.v1.unroll.json`. */
export function originalPath(path: string, version: number): string {
  const ending = path.endsWith(EXTENSION) ? EXTENSION : extname(path);
  return join(dirname(path), `${basename(path, ending)}.v${version}${ending}`);
}

/**
 * Copies a document beside itself before its migrated form is saved over it. A copy that was kept earlier stays.
 * Throws where the copy cannot be written; then the document must not be saved over either.
 */
export async function keepOriginal(path: string, version: number): Promise<void> {
  await createFileAtomic(originalPath(path, version), await readFile(path));
}
