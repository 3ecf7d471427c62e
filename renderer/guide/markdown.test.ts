import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBlocks, readRuns } from './markdown';

test('headings, paragraphs, lists, tables and pictures are told apart', () => {
  const text =
    '# Guide\n\nOne line\nand the next.\n\n- first\n  goes on\n- second\n\n![A window](pictures/window.png)\n\n| a | b |\n| --- | --- |\n| 1 | 2 |';
  expect(readBlocks(text)).toEqual([
    { is: 'heading', level: 1, text: 'Guide' },
    { is: 'paragraph', text: 'One line and the next.' },
    { is: 'list', items: ['first goes on', 'second'] },
    { is: 'picture', text: 'A window', file: 'pictures/window.png' },
    { is: 'table', head: ['a', 'b'], rows: [['1', '2']] },
  ]);
});

test('a text is read in runs', () => {
  expect(readRuns('Press `F6`, **twice**, *slowly*.').map(({ is, text }) => `${is}: ${text}`)).toEqual([
    'plain: Press ',
    'code: F6',
    'plain: , ',
    'strong: twice',
    'plain: , ',
    'emphasis: slowly',
    'plain: .',
  ]);
});

test('every picture of the guide is there, and nothing in it is written in a way that is not understood', () => {
  const blocks = readBlocks(readFileSync('docs/guide.md', 'utf8'));
  const pictures = blocks.flatMap((block) => (block.is === 'picture' ? block.file.replace('pictures/', '') : []));
  expect(readdirSync('docs/pictures')).toEqual(expect.arrayContaining(pictures));
  const plain = blocks.flatMap((block) => (block.is === 'paragraph' ? readRuns(block.text) : [])).filter(({ is }) => is === 'plain');
  expect(plain.filter(({ text }) => /[*`[\]]/.test(text))).toEqual([]);
});
