import { Refusal } from '../../api';
import type { DataSpec } from '../../nodes';
import type { CharactersRecipe } from '../../project';
import { consecutive, oneRow, rowsOf } from '../arrangement';
import type { CharactersPipeline } from '../pipeline';
import { plural } from '../plural';
import { splitSamples } from '../split';
import type { TextArrangement } from './arrangement';

/** Characters a window is filled with in front, where the text has them; else its first character by code point. */
const PADDING = [' ', '\n'];

/**
 * Windows of `window` characters, `stride` apart; the character after each is its target. Characters are numbered from 0 in
 * the order of their code points, over the whole text, so that every target has a class.
 * fitted: characters learned before; others are left out.
 */
export function arrangeCharacters(text: string, recipe: CharactersRecipe, fitted: CharactersPipeline | undefined): TextArrangement {
  const { window: steps, stride, encoding, lowerCase, split } = recipe;
  const characters = Array.from(lowerCase ? text.toLowerCase() : text);
  const tokens = fitted?.tokens ?? sortedCharacters(characters);
  const [only] = tokens;
  if (only !== undefined && tokens.length === 1) {
    throw new Refusal(`The text holds one character only, ${JSON.stringify(only)}, so there is nothing to predict: take a longer text.`);
  }
  const pipeline: CharactersPipeline = { is: 'characters', steps, lowerCase, encoding, tokens: [...tokens], padding: paddingOf(tokens) };
  const { indices, unknown } = encodeCharacters(characters, tokens);
  const samples = Math.floor((indices.length - steps - 1) / stride) + 1;
  if (samples < 1) {
    throw new Refusal(
      `The text has ${plural(indices.length, 'character')}, but a window of ${steps} needs at least ${steps + 1}: take a shorter window or more text.`,
    );
  }
  const input = { ...encodeInput(indices, pipeline), steps, span: (sample: number) => consecutive(sample * stride, steps) };
  const nameOf = (row: number) => tokens[indices[row] ?? 0] ?? '';
  const targetOf = (sample: number) => sample * stride + steps;
  const counts = countIndices(indices, tokens.length);
  return {
    is: 'characters',
    spec: specOf(pipeline),
    ...splitSamples(samples, split),
    pipeline,
    input,
    target: { cells: indices, columns: null, steps: 1, span: (sample) => oneRow(targetOf(sample)) },
    notes: unknown > 0 ? [`Left out: ${plural(unknown, 'character')} that the vocabulary lacks.`] : [],
    counted: tokens.map((token, index) => ({ index, token, count: counts[index] ?? 0 })),
    unknown,
    show: (sample) => ({ input: Array.from(rowsOf(input, sample), nameOf), target: nameOf(targetOf(sample)) }),
  };
}

function specOf({ steps, encoding, tokens }: CharactersPipeline): DataSpec {
  const target = { is: 'class', shape: [tokens.length] } as const;
  if (encoding === 'index') return { input: { shape: [steps], dtype: 'index', vocabulary: tokens.length }, columns: [], target };
  const columns = encoding === 'scaled' ? ['character'] : [...tokens];
  return { input: { shape: [steps, columns.length], dtype: 'float' }, columns, target };
}

/** What the network sees of each index: itself, a vector, or its share of the number of characters. */
export function encodeInput(indices: Int32Array, { encoding, tokens }: CharactersPipeline) {
  if (encoding === 'scaled') return { cells: Float32Array.from(indices, (index) => index / tokens.length), columns: 1, oneHot: null };
  return { cells: indices, columns: null, oneHot: encoding === 'oneHot' ? tokens.length : null };
}

/** Characters that are not in `tokens` are left out. */
function encodeCharacters(characters: readonly string[], tokens: readonly string[]): { indices: Int32Array; unknown: number } {
  const indexOf = new Map(tokens.map((token, index) => [token, index]));
  const indices = new Int32Array(characters.length);
  let known = 0;
  for (const character of characters) {
    const index = indexOf.get(character);
    if (index !== undefined) indices[known++] = index;
  }
  return { indices: indices.slice(0, known), unknown: characters.length - known };
}

function sortedCharacters(characters: readonly string[]): string[] {
  return [...new Set(characters)].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0));
}

function paddingOf(tokens: readonly string[]): number {
  return Math.max(0, tokens.indexOf(PADDING.find((padding) => tokens.includes(padding)) ?? ''));
}

function countIndices(indices: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const index of indices) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}
