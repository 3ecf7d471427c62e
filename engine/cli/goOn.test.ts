import { describe, expect, test } from 'vitest';
import { goOnCommand, quoteForShell } from './goOn';

describe('the command that goes on with a run', () => {
  test('names the project and the run', () => {
    expect(goOnCommand({ file: 'examples/a.unroll.json', run: 'maple', out: undefined })).toBe(
      'npm start -- train examples/a.unroll.json --resume maple',
    );
  });

  test('says where the run stands, if that was said', () => {
    expect(goOnCommand({ file: 'a.unroll.json', run: 'maple', out: 'my runs' })).toMatch(/ --resume maple --out ['"]my runs['"]$/);
  });
});

test.each([
  ['linux', 'a/b-c_1.json', 'a/b-c_1.json'],
  ['linux', 'my networks/a.json', "'my networks/a.json'"],
  ['linux', "it's $HOME", "'it'\\''s $HOME'"],
  ['linux', 'größer', "'größer'"],
  ['linux', '', "''"],
  ['win32', 'C:\\networks\\a.json', 'C:\\networks\\a.json'],
  ['win32', 'C:\\my networks\\a.json', '"C:\\my networks\\a.json"'],
] as const)('in a shell of %s, %s is written %s', (platform, text, quoted) => {
  expect(quoteForShell(text, platform)).toBe(quoted);
});
