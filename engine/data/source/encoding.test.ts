import { describe, expect, it, test } from 'vitest';
import { decode, recognise } from './encoding';

const text = 'Größe, 5 €\n';

describe('the encoding of a file', () => {
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16, little end first', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), 'utf-16be'],
    ['Windows-1252', Buffer.from([71, 114, 0xf6, 0xdf, 101, 44, 32, 53, 32, 0x80, 10]), 'windows-1252'],
  ] as const)('%s is recognised and read', (_, bytes, encoding) => {
    expect(recognise(bytes)).toEqual({ is: 'text', encoding });
    expect(decode(bytes, encoding)).toBe(text);
  });

  it('is UTF-8 for a beginning that is cut in the middle of a character', () => {
    expect(recognise(Buffer.from('Größe').subarray(0, 3))).toEqual({ is: 'text', encoding: 'utf-8' });
  });

  test.each([
    ['\x89PNG\r\n\x1a\n', 'a PNG picture'],
    ['PK\x03\x04 rest', 'an Excel workbook'],
    ['\x1f\x8b\x08 rest', 'gzip'],
    ['some text with \0 in it', 'binary data'],
    [`${'\x01\x02\x03'.repeat(5)}${'a'.repeat(80)}`, 'binary data'],
  ])('is none for %j', (start, what) => {
    const recognised = recognise(Buffer.from(start, 'latin1'));
    expect(recognised.is === 'other' && recognised.what).toContain(what);
  });

  it('is none for Parquet, which is a table of its own', () => {
    expect(recognise(Buffer.from('PAR1....'))).toEqual({ is: 'parquet' });
  });
});
