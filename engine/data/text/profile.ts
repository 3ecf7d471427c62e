import type { TextProfile } from '../../api';
import { splitWords } from './tokenizer';

/** Characters of the text shown at its head. */
const HEAD_CHARACTERS = 4000;

/** What the Data panel shows of a text. */
export function profileText(text: string, file: Pick<TextProfile, 'name' | 'bytes' | 'licence'>): TextProfile {
  const words = splitWords(text);
  let characters = 0;
  const distinct = new Set<string>();
  for (const character of text) {
    characters++;
    distinct.add(character);
  }
  return {
    is: 'text',
    name: file.name,
    bytes: file.bytes,
    characters,
    lines: text.split('\n').filter((line) => line.trim() !== '').length,
    words: words.length,
    distinctWords: new Set(words).size,
    distinctCharacters: distinct.size,
    head: Array.from(text.slice(0, 2 * HEAD_CHARACTERS))
      .slice(0, HEAD_CHARACTERS)
      .join(''),
    licence: file.licence,
  };
}
