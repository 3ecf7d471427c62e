import type { TableProfile } from '../../api';
import type { NumberColumn } from './choose';
import { isConstant, summarise } from './scaler';
import type { Column, Table } from './table';

/** Names that the series of interest tends to have. */
const TARGET_NAMES = /^(target|y|value|close|price|load|demand|consumption|sales|count|total|temp)/i;
/** Names that order rows where no column holds dates. */
const TIME_NAMES = /^(time|date|datetime|timestamp|year|month|day|hour|t)$/i;
/** More features than this are left for the person to choose from. */
const MAX_FEATURES = 12;
const MAX_MISSING_SHARE = 0.5;

/** What the columns most likely are for: a time, one target, and the numbers that vary as features, the target first. */
export function suggestRoles(table: Table): TableProfile['suggestion'] {
  const time = timeOf(table);
  const usable = table.columns.filter((column): column is NumberColumn => {
    if (column.type === 'text' || column.type === 'time' || column.name === time) return false;
    if (column.missing > table.rows * MAX_MISSING_SHARE) return false;
    const { min, max } = summarise(column.values);
    return !isConstant({ factor: max - min, min, max });
  });
  const telling = usable.filter(({ values }) => !countsRows(values));
  const varied = telling.length > 0 ? telling : usable;
  const target =
    varied.find(({ name, type }) => type === 'number' && TARGET_NAMES.test(name)) ?? varied.find(({ type }) => type === 'number');
  if (!target) return { time, targets: [], features: [] };
  const features = [target, ...varied.filter((column) => column !== target)].slice(0, MAX_FEATURES);
  return { time, targets: [target.name], features: features.map(({ name }) => name) };
}

/** Different labels a column may have, and different texts there must be for each of them. */
const MOST_LABELS = 50;
const TEXTS_PER_LABEL = 5;
/** Words a text has on average; less is a name. */
const MIN_WORDS = 3;
/** Names that labels tend to have. */
const LABEL_NAMES = /^(label|class|category|sentiment|target|score|rating|polarity|topic|y)$/i;

/** The column with the most different texts, and one that sorts the rows into a few labels. */
export function suggestLabelled(table: Table): TableProfile['labelled'] {
  const texts = table.columns.filter(
    ({ type, missing }, column) => type === 'text' && missing < table.rows * MAX_MISSING_SHARE && wordsIn(table, column) >= MIN_WORDS,
  );
  const text = texts.reduce<Column | undefined>((most, column) => (most && most.distinct >= column.distinct ? most : column), undefined);
  if (!text) return null;
  const labels = table.columns.filter(
    ({ name, type, distinct }) =>
      name !== text.name && type !== 'time' && distinct >= 2 && distinct <= MOST_LABELS && text.distinct >= distinct * TEXTS_PER_LABEL,
  );
  const label = labels.find(({ name }) => LABEL_NAMES.test(name)) ?? labels[0];
  return label ? { text: text.name, label: label.name } : null;
}

/** Words of a cell on average, over the first rows. */
function wordsIn({ preview }: Table, column: number): number {
  const words = preview.reduce((sum, row) => sum + (row[column] ?? '').split(/\s+/).filter(Boolean).length, 0);
  return words / Math.max(1, preview.length);
}

function timeOf(table: Table): string | null {
  const moments = table.columns.find(({ type, missing }) => type === 'time' && missing < table.rows);
  if (moments) return moments.name;
  const rising = table.columns.find((column) => column.type === 'number' && TIME_NAMES.test(column.name) && rises(column.values));
  return rising?.name ?? null;
}

function rises(values: Float64Array): boolean {
  return values.every((value, i) => i === 0 || value > (values[i - 1] ?? Number.NaN));
}

/** 0, 1, 2, … is the number of a row and says nothing of the world. */
function countsRows(values: Float64Array): boolean {
  const [first = Number.NaN] = values;
  return values.length > 2 && values.every((value, i) => value === first + i);
}
