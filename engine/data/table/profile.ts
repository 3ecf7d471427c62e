import type { ColumnProfile, TableProfile } from '../../api';
import { thin } from '../thin';
import { formatMoment } from './labels';
import { summarise } from './scaler';
import { suggestLabelled, suggestRoles } from './suggest';
import type { Column, Table } from './table';

/** Points of a column's small picture. */
const PICTURE_POINTS = 200;

/** What the Data panel shows of a table. */
export function profileTable(table: Table): TableProfile {
  const { name, bytes, rows, dialect, preview, rejects, rejected, licence } = table;
  return {
    is: 'table',
    name,
    bytes,
    rows,
    dialect,
    columns: table.columns.map(profileColumn),
    preview: preview.map((row) => [...row]),
    rejects: [...rejects],
    rejected,
    suggestion: suggestRoles(table),
    labelled: suggestLabelled(table),
    licence,
  };
}

function profileColumn(column: Column): ColumnProfile {
  const { name, type, missing, distinct } = column;
  const profile = { name, type, missing, distinct, numbers: null, span: null, picture: [] };
  if (column.type === 'text') return profile;
  const { min, max, mean, deviation } = summarise(column.values);
  const picture = thin(column.values, PICTURE_POINTS);
  if (column.type !== 'time') return { ...profile, numbers: mapValues({ min, max, mean, deviation }), picture };
  return { ...profile, span: Number.isNaN(min) ? null : { from: formatMoment(min), to: formatMoment(max) }, picture };
}

/** Numbers that are not finite become null, as the contract has it. */
function mapValues<K extends string>(numbers: Record<K, number>): Record<K, number | null> {
  const entries = Object.entries<number>(numbers).map(([key, value]) => [key, Number.isFinite(value) ? value : null]);
  return Object.fromEntries(entries) as Record<K, number | null>;
}
