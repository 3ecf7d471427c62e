import type { TableProfile } from '../../api';
import type { NumberColumn } from './choose';
import { isConstant, summarise } from './scaler';
import type { Table } from './table';

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
