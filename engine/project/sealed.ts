import { createHash } from 'node:crypto';

/** A document with a checksum over all else it says, so that a digit that changed on the disk is noticed. */
export type Sealed<T> = T & { readonly checksum: string };

/** content: what JSON holds exactly. */
export function seal<T extends object>(content: T): Sealed<T> {
  return { ...content, checksum: checksumOf(content) };
}

/** Whether a document that was read says what was sealed. How it is laid out does not matter. */
export function isWhole({ checksum, ...content }: { readonly checksum?: unknown }): boolean {
  return checksum === checksumOf(content);
}

function checksumOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
