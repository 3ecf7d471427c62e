/**
 * Words as the Keras `Tokenizer` makes them: lower case, each filtered character becomes a space, spaces split. Words are
 * numbered from 1 by falling frequency, and among equals in the order they were first seen; 0 is padding.
 * Source: keras/src/legacy/preprocessing/text.py.
 */

export const FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n';

/** Shown for words that the vocabulary lacks. */
export const UNKNOWN = '<unknown>';

export interface Vocabulary {
  /** Tokens by index; index 0 is an empty text, for padding. */
  readonly tokens: readonly string[];
  /** Index of the unknown word: 1 where words were left out, as Keras places its `oov_token`. */
  readonly unknown: number | null;
}

export function splitWords(text: string, filters = FILTERS): string[] {
  const kept = Array.from(text.toLowerCase(), (character) => (filters.includes(character) ? ' ' : character)).join('');
  return kept.split(' ').filter((word) => word !== '');
}

/** Occurrences of each word, in the order they were first seen. */
export function countWords(lines: Iterable<readonly string[]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) for (const word of line) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** maxWords: only the most frequent ones have an index of their own; null keeps all. */
export function buildVocabulary(counts: ReadonlyMap<string, number>, maxWords: number | null): Vocabulary {
  const words = [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
  if (maxWords === null || words.length <= maxWords) return { tokens: ['', ...words], unknown: null };
  return { tokens: ['', UNKNOWN, ...words.slice(0, maxWords)], unknown: 1 };
}

/**
 * The vocabulary of Keras's `num_words` and `oov_token`: `size` indices at most, padding included, and an unknown word at 1
 * whether or not any word is left out.
 */
export function limitVocabulary(
  counts: ReadonlyMap<string, number>,
  { size, unknownWord }: { size: number; unknownWord: boolean },
): Vocabulary {
  const words = [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
  const special = unknownWord ? ['', UNKNOWN] : [''];
  return { tokens: [...special, ...words.slice(0, size - special.length)], unknown: unknownWord ? 1 : null };
}

/** Maps words to their indices; words the vocabulary lacks become the unknown word, or are left out where there is none. */
export function createEncoder({ tokens, unknown }: Vocabulary): (words: readonly string[]) => { indices: number[]; unknown: string[] } {
  const indexOf = new Map(tokens.map((token, index) => [token, index]));
  // Padding and the unknown word stand for no word of a text.
  indexOf.delete('');
  if (unknown !== null) indexOf.delete(UNKNOWN);
  return (words) => {
    const lacking = words.filter((word) => !indexOf.has(word));
    const indices = words.map((word) => indexOf.get(word) ?? unknown).filter((index) => index !== null);
    return { indices, unknown: lacking };
  };
}
