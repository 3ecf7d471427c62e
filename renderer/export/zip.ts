import { zipSync } from 'fflate';

/** One zip of several files. Weights hardly shrink, so little time is spent on trying. */
export function zipFiles(files: readonly { readonly name: string; readonly base64: string }[]): Blob {
  const entries = Object.fromEntries(files.map(({ name, base64 }) => [name, fromBase64(base64)]));
  return new Blob([new Uint8Array(zipSync(entries, { level: 1 }))], { type: 'application/zip' });
}

function fromBase64(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
