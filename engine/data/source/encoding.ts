/** How the bytes of a text are written; what is no text at all has none. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The encoding of a file from its bytes, or what it is instead, as the end of a sentence: `a PNG picture`. */
export type Recognised = { is: 'text'; encoding: Encoding } | { is: 'parquet' } | { is: 'other'; what: string };

const SIGNATURES: readonly (readonly [bytes: string, what: string])[] = [
  ['PK\x03\x04', 'an Excel workbook or another zip archive: save its sheet as CSV'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook: save its sheet as CSV'],
  ['\x1f\x8b', 'compressed by gzip: unpack it first'],
  ['BZh', 'compressed by bzip2: unpack it first'],
  ['\x28\xb5\x2f\xfd', 'compressed by Zstandard: unpack it first'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['%PDF', 'a PDF document: copy its text into a text file'],
  ['SQLite format 3\0', 'an SQLite database: export its table as CSV'],
  ['\x89HDF', 'an HDF5 file: export its table as CSV'],
];

/** Bytes that are judged for what no text has. */
export const BYTES_JUDGED = 1024 * 1024;
/** Share of control characters from which on a file is taken for binary. */
const MAX_CONTROL_SHARE = 0.02;

/** bytes: the whole file or its beginning. isUtf8: asked for them when it comes to that. */
export function recognise(bytes: Uint8Array, isUtf8 = createUtf8Check()): Recognised {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1');
  if (head.startsWith('PAR1')) return { is: 'parquet' };
  const signature = SIGNATURES.find(([start]) => head.startsWith(start));
  if (signature) return { is: 'other', what: signature[1] };
  if (head.startsWith('\xff\xfe')) return { is: 'text', encoding: 'utf-16le' };
  if (head.startsWith('\xfe\xff')) return { is: 'text', encoding: 'utf-16be' };
  if (looksBinary(bytes.subarray(0, BYTES_JUDGED))) return { is: 'other', what: 'no text but binary data' };
  return { is: 'text', encoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252' };
}

/** Decodes a text piece by piece, without its byte order mark; call it without bytes at the end. */
export function createDecoder(encoding: Encoding): (bytes?: Uint8Array) => string {
  if (encoding === 'windows-1252') return (bytes) => (bytes ? decodeWindows1252(bytes) : '');
  const decoder = new TextDecoder(encoding);
  return (bytes) => (bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode());
}

export function decode(bytes: Uint8Array, encoding: Encoding): string {
  const decoder = createDecoder(encoding);
  return decoder(bytes) + decoder();
}

/** Bytes 0x80 to 0x9f, where it is not Latin-1. Node's own decoder takes it for Latin-1 in some releases. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function decodeWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character);
}

function looksBinary(bytes: Uint8Array): boolean {
  let controls = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte === 0) return true;
    const isLayout = byte >= 9 && byte <= 13;
    if (byte < 32 && !isLayout) controls++;
  }
  return controls > bytes.length * MAX_CONTROL_SHARE;
}

/** → whether a file can be UTF-8 as far as this piece, when asked for one after the other. */
export function createUtf8Check(): (piece: Uint8Array) => boolean {
  // As a stream, so that a piece may end in the middle of a character. Node's own isUtf8 is missing from Electron.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isPlain = true;
  return (piece) => {
    isPlain &&= isAscii(piece);
    if (isPlain) return true;
    try {
      decoder.decode(piece, { stream: true });
      return true;
    } catch {
      return false;
    }
  };
}

/** Most tables are, and telling so takes a tenth of the time of decoding them. */
function isAscii(bytes: Uint8Array): boolean {
  const start = Math.min(bytes.length, (4 - (bytes.byteOffset % 4)) % 4);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + start, (bytes.length - start) >> 2);
  // Four words at a time, and no way out of the loop: nearly always all of them must be seen.
  let seen = 0;
  let i = 0;
  for (; i + 3 < words.length; i += 4) {
    seen |= (words[i] as number) | (words[i + 1] as number) | (words[i + 2] as number) | (words[i + 3] as number);
  }
  for (; i < words.length; i++) seen |= words[i] as number;
  if ((seen & 0x80808080) !== 0) return false;
  const isLow = (byte: number) => byte < 0x80;
  return bytes.subarray(0, start).every(isLow) && bytes.subarray(start + words.byteLength).every(isLow);
}
