import { Refusal } from '../../api';
import type { Span } from '../../kernels/gather';
import type { WordsRecipe } from '../../project';
import { oneRow, rowsOf } from '../arrangement';
import type { WordsPipeline } from '../pipeline';
import { plural } from '../plural';
import { splitSamples } from '../split';
import type { TextArrangement } from './arrangement';
import { buildVocabulary, countWords, createEncoder, FILTERS, splitWords, type Vocabulary } from './tokenizer';

/** The longest sequence a recipe may ask for. */
const MAX_LENGTH = 10_000;

/**
 * Every prefix of two or more words of every line: its last word is the target, the words before it are the input, padded in
 * front with 0 or cut to its last ones. The vocabulary is taken from the whole text, so that every target has a class.
 * fitted: a vocabulary learned before; words that it lacks become the unknown word, or are left out.
 */
export function arrangeWords(text: string, recipe: WordsRecipe, fitted: WordsPipeline | undefined): TextArrangement {
  const lines = text.split('\n').map((line) => splitWords(line));
  const counts = countWords(lines);
  if (!fitted) refuseUnusable(counts, lines);
  const vocabulary: Vocabulary = fitted ?? buildVocabulary(counts, recipe.maxWords);
  const encoded = encodeLines(lines, vocabulary);
  const longest = encoded.lines.reduce((length, line) => Math.max(length, line.length), 0);
  const length = fitted ? fitted.steps + 1 : (recipe.length ?? longest);
  if (length > MAX_LENGTH) {
    throw new Refusal(
      `The longest line has ${longest} words: set a sequence length of at most ${MAX_LENGTH}, or break the text into lines.`,
    );
  }
  const steps = length - 1;
  const { tokens, targets, lineStarts } = layPrefixes(encoded.lines);
  if (targets.length === 0) throw new Refusal('No line of the text has two known words, so there is nothing to predict: add longer lines.');

  const classes = vocabulary.tokens.length;
  const pipeline: WordsPipeline = { is: 'words', steps, tokens: [...vocabulary.tokens], unknown: vocabulary.unknown, filters: FILTERS };
  const nameOf = (slot: number) => vocabulary.tokens[tokens[slot] ?? 0] ?? '';
  const targetOf = (sample: number) => targets[sample] ?? 0;
  // Slot 0 holds the padding.
  const span = (sample: number): Span => {
    const first = Math.max(targetOf(sample) - steps, lineStarts[sample] ?? 0);
    const count = targetOf(sample) - first;
    return { first, count, at: steps - count };
  };
  const input = { cells: tokens, columns: null, steps, span, oneHot: null };
  return {
    is: 'words',
    spec: { input: { shape: [steps], dtype: 'index', vocabulary: classes }, columns: [], target: { is: 'class', shape: [classes] } },
    ...splitSamples(targets.length, recipe.split),
    pipeline,
    input,
    target: { cells: tokens, columns: null, steps: 1, span: (sample) => oneRow(targetOf(sample)) },
    notes: encoded.unknown > 0 ? [unknownNote(encoded.unknown, vocabulary)] : [],
    counted: vocabulary.tokens.slice(1).map((token, i) => ({
      index: i + 1,
      token,
      count: i + 1 === vocabulary.unknown ? encoded.unknown : (counts.get(token) ?? 0),
    })),
    unknown: encoded.unknown,
    show: (sample) => ({ input: Array.from(rowsOf(input, sample), nameOf), target: nameOf(targetOf(sample)) }),
  };
}

function refuseUnusable(counts: ReadonlyMap<string, number>, lines: readonly (readonly string[])[]): void {
  const [only] = counts.keys();
  if (only === undefined) throw new Refusal('The text has no words: choose another one, or predict its characters.');
  if (counts.size === 1) throw new Refusal(`The text holds one word only, "${only}", so there is nothing to predict: take a longer text.`);
  if (lines.every((line) => line.length < 2)) {
    throw new Refusal('Every line of the text has a single word, so none has a next word to predict: put several words on a line.');
  }
}

function encodeLines(lines: readonly (readonly string[])[], vocabulary: Vocabulary): { lines: number[][]; unknown: number } {
  const encode = createEncoder(vocabulary);
  let unknown = 0;
  const encoded = lines.map((line) => {
    const found = encode(line);
    unknown += found.unknown.length;
    return found.indices;
  });
  return { lines: encoded, unknown };
}

/** All lines one after the other behind a slot of padding; for each sample the slot of its target and of its line's first word. */
function layPrefixes(lines: readonly (readonly number[])[]): { tokens: Int32Array; targets: Int32Array; lineStarts: Int32Array } {
  const words = lines.reduce((sum, line) => sum + line.length, 0);
  const samples = lines.reduce((sum, line) => sum + Math.max(0, line.length - 1), 0);
  const tokens = new Int32Array(1 + words);
  const targets = new Int32Array(samples);
  const lineStarts = new Int32Array(samples);
  let [slot, sample] = [1, 0];
  for (const line of lines) {
    tokens.set(line, slot);
    for (let word = 1; word < line.length; word++) {
      targets[sample] = slot + word;
      lineStarts[sample++] = slot;
    }
    slot += line.length;
  }
  return { tokens, targets, lineStarts };
}

function unknownNote(unknown: number, vocabulary: Vocabulary): string {
  return vocabulary.unknown === null
    ? `Left out: ${plural(unknown, 'word')} that the vocabulary lacks.`
    : `Taken as the unknown word: ${plural(unknown, 'word')} that the vocabulary lacks.`;
}
