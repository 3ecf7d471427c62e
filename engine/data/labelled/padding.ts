import type { Reading } from '../arrangement';
import type { LabelledPipeline } from '../pipeline';

type Rules = Pick<LabelledPipeline, 'steps' | 'padding' | 'truncation'>;

/** What is left of a text of `length` words: words [from, to), standing from step `at` on. Source: keras/src/utils/sequence_utils.py. */
function place(length: number, { steps, padding, truncation }: Rules): { from: number; to: number; at: number } {
  const taken = Math.min(length, steps);
  const from = truncation === 'pre' ? length - taken : 0;
  return { from, to: from + taken, at: padding === 'pre' ? steps - taken : 0 };
}

/** One text as the network sees it. */
export function padWords(words: readonly number[], rules: Rules): Int32Array {
  const { from, to, at } = place(words.length, rules);
  const padded = new Int32Array(rules.steps);
  padded.set(words.slice(from, to), at);
  return padded;
}

/** All texts one after the other behind a slot of padding, and the slots that each sample reads. */
export function layWords(
  texts: readonly (readonly number[])[],
  rules: Rules,
): Pick<Reading, 'steps' | 'span'> & { readonly cells: Int32Array } {
  const starts = new Int32Array(texts.length + 1);
  for (const [i, words] of texts.entries()) starts[i + 1] = (starts[i] ?? 0) + words.length;
  const cells = new Int32Array(1 + (starts[texts.length] ?? 0));
  for (const [i, words] of texts.entries()) cells.set(words, 1 + (starts[i] ?? 0));
  return {
    cells,
    steps: rules.steps,
    span(sample) {
      const start = starts[sample] ?? 0;
      const { from, to, at } = place((starts[sample + 1] ?? start) - start, rules);
      return { first: 1 + start + from, count: to - from, at };
    },
  };
}
