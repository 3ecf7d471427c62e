import { Refusal } from '../../api';
import type { LabelledRecipe } from '../../project';
import { plural } from '../plural';
import type { LabelledRows } from './rows';

/** Classes there may be; more are no labels but texts or numbers. */
const MAX_LABELS = 1000;

interface Labelled {
  /** By class. */
  readonly labels: readonly string[];
  readonly kept: readonly { readonly text: string; readonly label: number }[];
  readonly notes: readonly string[];
}

/** Numbers the labels: by size where all are numbers, else in the order of their code points, so that no and yes are 0 and 1. */
export function classesOf(rows: LabelledRows, { label }: LabelledRecipe, fitted: readonly string[] | undefined): Labelled {
  const { texts, labels: found } = rows;
  // What is to be predicted needs no label; any class will do.
  if (!found) return { labels: fitted ?? [], kept: texts.map((text) => ({ text, label: 0 })), notes: [] };
  const labels = fitted ?? sortLabels(new Set(found));
  if (labels.length === 0) throw new Refusal('No row has both a text and a label: choose other columns in the Data panel.');
  if (labels.length === 1) {
    throw new Refusal(`Every label in "${label}" is "${labels[0]}", so there is nothing to tell apart: choose another label column.`);
  }
  if (labels.length > MAX_LABELS) {
    throw new Refusal(
      `The column "${label}" has ${labels.length} different labels, and ${MAX_LABELS} are the most: choose another label column.`,
    );
  }
  const numberOf = new Map(labels.map((name, index) => [name, index]));
  const kept = texts.flatMap((text, row) => {
    const index = numberOf.get(found[row] ?? '');
    return index === undefined ? [] : [{ text, label: index }];
  });
  const strange = texts.length - kept.length;
  return { labels, kept, notes: strange > 0 ? [`Left out: ${plural(strange, 'text')} with a label that training did not know.`] : [] };
}

function sortLabels(labels: ReadonlySet<string>): string[] {
  const sorted = [...labels].sort();
  return sorted.every((label) => Number.isFinite(Number(label))) ? sorted.sort((a, b) => Number(a) - Number(b)) : sorted;
}
