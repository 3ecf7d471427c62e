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
      const scalar = scalarOf(event);
      if (scalar !== undefined) found.push(scalar);
      at = end;
    }
  }
  return found;
}

/**
 * The tag and the step of a scalar: fields 2 and 5 of tensorboard/compat/proto/event.proto, which follow the nine bytes of field 1, and
 * within them field 1 of a summary and field 1 of its value. The first event of a file holds no scalar.
 */
function scalarOf(event: Buffer): string | undefined {
  let at = 9;
  const takes = (tag: number) => event[at] === tag && at++ >= 0;
  const varint = () => {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = event[at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  const step = takes(0x10) ? varint() : 0;
  if (!takes(0x2a) || !varint() || !takes(0x0a) || !varint() || !takes(0x0a)) return undefined;
  const length = varint();
  return `${event.toString('utf8', at, at + length)} ${step}`;
}
