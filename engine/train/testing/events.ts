import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes before and behind an event in a file of TensorBoard: its length and a checksum of that; a checksum of the event. */
const [HEAD, TAIL] = [12, 4];

/** What stands in a run's event files: `loss 3` for the loss of epoch 3. Throws where a file ends within an event. */
export async function readEvents(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.startsWith('events.out')).sort()) {
    const bytes = await readFile(join(folder, name));
    for (let at = 0; at < bytes.length; ) {
      const length = Number(bytes.readBigUInt64LE(at));
      const end = at + HEAD + length + TAIL;
      if (end > bytes.length) throw new Error(`${name} ends within an event.`);
      const event = bytes.subarray(at + HEAD, at + HEAD + length);
      const tag = tagOf(event);
      if (tag !== undefined) found.push(`${tag} ${stepOf(event)}`);
      at = end;
    }
  }
  return found;
}

/** Field 2 of tensorboard/compat/proto/event.proto, which follows the eight bytes of field 1; 0 is left out. */
function stepOf(event: Buffer): number {
  return event[9] === 0x10 ? readVarint(event, 10) : 0;
}

function readVarint(bytes: Buffer, from: number): number {
  let value = 0;
  for (let i = from, shift = 0; ; i++, shift += 7) {
    const byte = bytes[i] as number;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
}

/** The tag of a summary's value: the first text in it. A file's first event has none. */
function tagOf(event: Buffer): string | undefined {
  const text = event.toString('latin1');
  return text.includes('brain.Event') ? undefined : /\n[\x01-\x40]([a-z_]+)/.exec(text)?.[1];
}
