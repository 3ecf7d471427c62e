import { chmodSync, renameSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { Refusal } from '../../api';
import { fileWith, places } from '../testing';
import { locate, readText, recogniseSource } from './source';

const file = (path: string) => ({ is: 'file', path }) as const;

describe('data that cannot be read are refused, each with the place and a remedy', () => {
  test.each([
    ['a file that is gone', () => '/nowhere/data.csv', 'There is no file /nowhere/data.csv: choose the file again'],
    ['a folder', () => tmpdir(), 'is a folder: choose a file in it'],
    ['an empty file', () => fileWith('empty.csv', ''), 'empty.csv is empty: choose a file with data in it'],
    ['something that is no file', () => '/dev/zero', 'is not a regular file'],
  ])('%s', async (_, path, text) => {
    await expect(locate(file(path()), places)).rejects.toThrow(Refusal);
    await expect(locate(file(path()), places)).rejects.toThrow(text);
  });

  it('a file that one may not read', async () => {
    const path = fileWith('secret.csv', 'a,b\n1,2\n');
    chmodSync(path, 0o000);
    chmodSync(dirname(path), 0o755);
    // Root may read everything, so it has to be somebody else for once.
    const root = process.geteuid?.() === 0;
    if (root) process.seteuid?.(65534);
    try {
      await expect(locate(file(path), places)).rejects.toThrow('change its permissions, or choose another file');
    } finally {
      if (root) process.seteuid?.(0);
    }
  });

  it('a relative path of a project that has no place yet', async () => {
    await expect(locate(file('data.csv'), places)).rejects.toThrow('save it, or choose the file again');
  });

  it('text of blanks alone', async () => {
    await expect(locate({ is: 'inline', text: ' \n\t\n' }, places)).rejects.toThrow('The text is empty');
  });

  it('a picture where a text is wanted', async () => {
    const located = await locate(file(fileWith('picture.txt', Buffer.from('\x89PNG\r\n', 'latin1'))), places);
    await expect(readText(located)).rejects.toThrow(Refusal);
  });
});

describe('data that can be read', () => {
  it('stand relative to the project file', async () => {
    const path = fileWith('beside.csv', 'a\n1\n');
    const located = await locate(file('beside.csv'), { ...places, projectPath: join(dirname(path), 'my.unroll.json') });
    expect(located).toMatchObject({ path, name: 'beside.csv', bytes: 4 });
  });

  it('are known again until their file changes', async () => {
    const path = fileWith('changing.csv', 'a\n1\n');
    const first = await locate(file(path), places);
    expect((await locate(file(path), places)).stamp).toBe(first.stamp);
    fileWith('changing.csv', 'a\n1\n2\n');
    expect((await locate(file(path), places)).stamp).not.toBe(first.stamp);
  });

  it('are known to have changed as often as they do, however quickly', async () => {
    // The clock of a file system stands still for a few milliseconds at a time, or for a whole second.
    const numbers = Array.from({ length: 200 }, (_, i) => 100 + i);
    const stamps = new Set<string>();
    for (const number of numbers) stamps.add((await locate(file(fileWith('quick.csv', `a\n${number}\n`)), places)).stamp);
    expect(stamps.size).toBe(numbers.length);
  });

  describe('of the same size, the same time and the same begin are known to', () => {
    const when = new Date('2026-01-01');
    const written = (name: string, last: string) => {
      const path = fileWith(name, `a\n${'1'.repeat(128 * 1024)}${last}\n`);
      utimesSync(path, when, when);
      return path;
    };

    it('have changed', async () => {
      const path = written('changed.csv', '1');
      const { stamp } = await locate(file(path), places);
      const { ctimeNs } = statSync(path, { bigint: true });
      const clock = () => statSync(fileWith('clock', ''), { bigint: true }).ctimeNs;
      while (clock() === ctimeNs);
      written('changed.csv', '2');
      expect((await locate(file(path), places)).stamp).not.toBe(stamp);
    });

    it('have been exchanged', async () => {
      const path = written('exchanged.csv', '1');
      const { stamp } = await locate(file(path), places);
      renameSync(written('other.csv', '2'), path);
      expect((await locate(file(path), places)).stamp).not.toBe(stamp);
    });
  });

  test.each([
    ['before it', 1024 * 1024 - 10],
    ['in it', 1024 * 1024 - 1],
    ['behind it', 3 * 1024 * 1024],
  ])('are told by their encoding even where it shows late: %s, the end of a piece', async (_, at) => {
    const plain = 'ab,1\n'.repeat(at / 5 + 1).slice(0, at);
    for (const [name, bytes] of [
      ['utf-8', Buffer.from(`${plain}€ß\n`)],
      ['windows-1252', Buffer.from(`${plain}ß\n`, 'latin1')],
    ] as const) {
      const located = await locate(file(fileWith(`late-${name}.csv`, bytes)), places);
      expect(await recogniseSource(located)).toEqual({ is: 'text', encoding: name });
    }
  });

  it('of the program come with their licence', async () => {
    const located = await locate({ is: 'sample', name: 'sunspots.csv' }, places);
    expect(located.licence).toContain('Public domain');
  });

  it('are text with single line feeds, whatever ends their lines and however they are encoded', async () => {
    const path = fileWith('lines.txt', Buffer.from('\uFEFFone\r\ntwo\rthree — €\n', 'utf16le'));
    expect(await readText(await locate(file(path), places))).toBe('one\ntwo\nthree — €\n');
  });
});
