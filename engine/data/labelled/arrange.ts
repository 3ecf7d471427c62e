import { createRandom, shuffledIndices } from '../../kernels/random';
import type { DataSpec } from '../../nodes';
import type { LabelledRecipe } from '../../project';
import { type Arrangement, oneRow, rowsOf } from '../arrangement';
import type { LabelledPipeline } from '../pipeline';
import { plural } from '../plural';
import { splitSamples } from '../split';
import { countWords, createEncoder, FILTERS, limitVocabulary, splitWords } from '../text/tokenizer';
import { classesOf } from './classes';
import { layWords } from './padding';
import type { LabelledRows } from './rows';

export interface LabelledArrangement extends Arrangement {
  readonly is: 'labelled';
  readonly pipeline: LabelledPipeline;
  /** The vocabulary without padding, by index, with how often each word stands in the training texts. */
  readonly counted: readonly { readonly index: number; readonly token: string; readonly count: number }[];
  /** Words of all texts that the vocabulary lacks. */
  readonly unknown: number;
  readonly classes: readonly { readonly name: string; readonly samples: number }[];
  /** By sample, over all parts in order. */
  readonly texts: readonly string[];
}

/**
 * Texts as word indices, all of the same length, with their labels. The vocabulary is that of the training texts alone.
 * fitted: a vocabulary and labels learned before; rows with other labels are left out, and rows may have none.
 */
export function arrangeLabelled(rows: LabelledRows, recipe: LabelledRecipe, fitted: LabelledPipeline | undefined): LabelledArrangement {
  const { labels, kept, notes } = classesOf(rows, recipe, fitted?.labels);
  const order = recipe.order === 'shuffled' ? shuffledIndices(kept.length, createRandom(recipe.seed, 'labelled')) : kept.map((_, i) => i);
  const taken = Array.from(order, (i) => kept[i] as (typeof kept)[number]);
  const parts = splitSamples(taken.length, recipe.split);
  const words = taken.map(({ text }) => splitWords(text));
  const counts = countWords(words.slice(0, parts.counts.train));
  const { vocabulary: size, unknownWord, text, label, length: steps, padding, truncation } = recipe;
  const vocabulary = fitted ?? limitVocabulary(counts, { size, unknownWord });
  const { tokens } = vocabulary;
  const pipeline: LabelledPipeline = fitted ?? {
    is: 'labelled',
    text,
    label,
    steps,
    tokens: [...tokens],
    unknown: vocabulary.unknown,
    filters: FILTERS,
    vocabulary: size,
    padding,
    truncation,
    labels: [...labels],
  };
  const encode = createEncoder(vocabulary);
  const encoded = words.map((list) => encode(list));
  const unknown = encoded.reduce((sum, found) => sum + found.unknown.length, 0);
  const laid = layWords(
    encoded.map(({ indices }) => indices),
    pipeline,
  );
  return {
    is: 'labelled',
    spec: specOf(pipeline),
    ...parts,
    pipeline,
    input: { ...laid, columns: null, oneHot: null },
    target: {
      cells: targetCells(taken, labels.length),
      columns: null,
      steps: 1,
      span: oneRow,
    },
    notes: [...rows.notes, ...notes, ...wordNotes(unknown, encoded, pipeline)],
    counted: tokens
      .slice(1)
      .map((token, i) => ({ index: i + 1, token, count: i + 1 === vocabulary.unknown ? unknown : (counts.get(token) ?? 0) })),
    unknown,
    classes: labels.map((name, index) => ({ name, samples: taken.filter((one) => one.label === index).length })),
    texts: taken.map((one) => one.text),
    show: (sample) => ({
      input: Array.from(rowsOf(laid, sample), (slot) => tokens[laid.cells[slot] ?? 0] ?? ''),
      target: labels[taken[sample]?.label ?? 0] ?? '',
    }),
  };
}

function specOf({ steps, vocabulary, labels }: LabelledPipeline): DataSpec {
  const input = { shape: [steps], dtype: 'index', vocabulary } as const;
  return { input, columns: [], target: labels.length === 2 ? { is: 'binary', shape: [1] } : { is: 'class', shape: [labels.length] } };
}

/** 0 and 1 as numbers where there are two labels, else classes. */
function targetCells(taken: readonly { label: number }[], classes: number): Float32Array | Int32Array {
  return classes === 2 ? Float32Array.from(taken, ({ label }) => label) : Int32Array.from(taken, ({ label }) => label);
}

function wordNotes(
  unknown: number,
  encoded: readonly { indices: readonly number[] }[],
  { steps, unknown: index }: LabelledPipeline,
): string[] {
  const cut = encoded.filter(({ indices }) => indices.length > steps).length;
  const empty = encoded.filter(({ indices }) => indices.length === 0).length;
  return [
    ...(unknown > 0
      ? [`${index === null ? 'Left out' : 'Taken as the unknown word'}: ${plural(unknown, 'word')} that the vocabulary lacks.`]
      : []),
    ...(cut > 0 ? [`Cut to ${plural(steps, 'word')}: ${plural(cut, 'text')}.`] : []),
    ...(empty > 0 ? [`Nothing but padding: ${plural(empty, 'text')} without a known word.`] : []),
  ];
}
