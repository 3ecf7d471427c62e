import { hostname } from 'node:os';
import { join } from 'node:path';
import { openPlaced, type PlacedFile } from './placedFile';

/** TensorBoard's event files, so that `tensorboard --logdir name.runs` shows the curves. */
export interface ScalarLog extends Pick<PlacedFile, 'flush' | 'isWaiting' | 'close'> {
  write(values: Readonly<Record<string, number>>, step: number): void;
}

let made = 0;

/** A file of its own for each sitting of a run. */
export function createScalarLog(folder: string): ScalarLog {
  const host = hostname().replace(/[^\w-]/g, '-');
  const file = openPlaced(join(folder, `events.out.tfevents.${Math.floor(Date.now() / 1000)}.${host}.${process.pid}.${made++}.v2`));
  file.add(record(Buffer.concat([wallTime(), text(3, 'brain.Event:2')])));
  return {
    write(values, step) {
      for (const [name, value] of Object.entries(values)) if (Number.isFinite(value)) file.add(record(scalar(name, value, step)));
    },
    isWaiting: file.isWaiting,
    flush: file.flush,
    close: file.close,
  };
}

// Fields of tensorboard/compat/proto/{event,summary}.proto: an Event has wall_time (1), step (2), file_version (3) and summary (5); a
// Summary has values (1), and a Value a tag (1) and a simple_value (2).

function scalar(name: string, value: number, step: number): Buffer {
  const number = Buffer.alloc(5);
  number[0] = (2 << 3) | 5;
  number.writeFloatLE(value, 1);
  const summary = bytes(1, Buffer.concat([text(1, name), number]));
  return Buffer.concat([wallTime(), Buffer.of(2 << 3), varint(step), bytes(5, summary)]);
}

function wallTime(): Buffer {
  const time = Buffer.alloc(9);
  time[0] = (1 << 3) | 1;
  time.writeDoubleLE(Date.now() / 1000, 1);
  return time;
}

function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value, 'utf8'));
}

function bytes(field: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of((field << 3) | 2), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const found: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...found, rest]);
    found.push((rest % 128) | 0x80);
  }
}

/** A record of tensorflow/core/lib/io/record_writer.h: length, its checksum, data, their checksum. */
function record(data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(data.length));
  return Buffer.concat([head, masked(head), data, masked(data)]);
}

/** tensorflow/core/lib/hash/crc32c.h: the checksum turned by 15 bits, so that a checksum of checksums is none. */
function masked(data: Uint8Array): Buffer {
  const crc = crc32c(data);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
  return sum;
}

/** Castagnoli's polynomial, reversed. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc >>> 0;
});

/** CRC-32C (RFC 3720, appendix B.4). */
export function crc32c(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] as number);
  return (crc ^ 0xffffffff) >>> 0;
}
