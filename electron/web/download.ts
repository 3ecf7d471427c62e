import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HttpRefusal } from './answers';
import { bytesOf, openFile } from './fileBytes';
import type { Jail } from './jail';
import { listForZip, zipOf } from './zip';

/** What is about to be sent. `bytes`: null where only the end will tell. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly bytes: number | null;
  readonly content: () => AsyncIterable<Uint8Array>;
}

/** Opens a file of the jail, or a folder as a zip, for as long as `use` takes. Refuses what is neither, before anything is sent. */
export async function openDownload(path: string, jail: Jail, use: (download: Download) => Promise<void>): Promise<void> {
  const real = await jail.admit(path);
  const found = await stat(real).catch(({ code }: NodeJS.ErrnoException) => {
    throw new HttpRefusal(404, code === 'ENOENT' ? `There is nothing at ${path}.` : `${path} cannot be read (${code}).`);
  });
  if (found.isDirectory()) {
    const files = await listForZip(real);
    await use({ name: `${basename(real)}.zip`, type: 'application/zip', bytes: null, content: () => zipOf(files) });
    return;
  }
  // A pipe or a device would never end.
  if (!found.isFile()) throw new HttpRefusal(404, `${path} is neither a file nor a folder.`);
  const file = await openFile(real).catch(({ code }: NodeJS.ErrnoException) => {
    throw new HttpRefusal(404, `${path} cannot be read (${code}).`);
  });
  try {
    const { size } = await file.stat();
    await use({ name: basename(real), type: 'application/octet-stream', bytes: size, content: () => bytesOf(file, size) });
  } finally {
    await file.close();
  }
}

/** `attachment`, with the name for every browser: letters of ASCII first, then the whole one as of RFC 5987. */
export function asAttachment(name: string): string {
  const whole = name.replace(/\p{Surrogate}/gu, '_');
  const plain = whole.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(whole).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
