import { z } from 'zod';
import { path } from './schemas';

/**
 * Files between a browser and the server's folder. They do not go over the line but beside it, as streams, so that neither end ever
 * holds one whole: `PUT /files/<name>` sends one, and `GET /files/download?path=…` brings one back, or a folder as a zip.
 */

/** Where all of their addresses begin. */
export const FILES = '/files/';

export const DOWNLOAD = `${FILES}download`;

/**
 * Bytes of one file that is sent. It goes straight to the disk, so memory sets no limit: this is more than any table the program
 * could read, and little enough that a disk image that was dropped by mistake does not fill the disk.
 */
export const MAX_UPLOAD = 16_000_000_000;

/** What a request for files is answered with, save a download that is granted: the place of what was sent, or why not. */
export const fileAnswerSchema = z.union([z.strictObject({ path }), z.strictObject({ text: z.string() })]);

export type FileAnswer = z.infer<typeof fileAnswerSchema>;

export function uploadAddress(name: string): string {
  return FILES + encodeURIComponent(name);
}

export function downloadAddress(of: string): string {
  return `${DOWNLOAD}?path=${encodeURIComponent(of)}`;
}
