import { plural } from '../plural';
import { type Database, identifier } from './database';
import type { Column, Table } from './table';
import { readText } from './textReadings';

/** The columns of the table `file`, in typed arrays. */

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL|BIGNUM)/;
const TIMES = /^(DATE|TIMESTAMP)/;
const PREVIEW_ROWS = 50;
/** Different numbers of a column that are counted: more than a column of labels has. */
const MOST_COUNTED = 1000;

type Type = Column['type'];

export async function readColumns(database: Database, delimiter: string | null): Promise<Pick<Table, 'columns' | 'preview' | 'notes'>> {
  const notes: string[] = [];
  for (const { name, sqlType } of await listColumns(database)) {
    const note = sqlType === 'VARCHAR' ? await readText(database, name, delimiter) : undefined;
    if (note) notes.push(note);
  }
  const described = await listColumns(database);
  const numeric = described.filter(({ type }) => type !== 'text');
  const numbers = await readNumbers(database, numeric);
  const columns: Column[] = [];
  for (const { name, type } of described) {
    if (type === 'text') {
      columns.push({ name, type, ...(await describeText(database, name)) });
    } else {
      const { values, missing, infinite } = numbers.get(name) ?? { values: new Float64Array(), missing: 0, infinite: 0 };
      columns.push({ name, type, distinct: countDistinct(values), missing, values });
      if (infinite > 0) notes.push(`Taken as missing in "${name}": ${plural(infinite, 'number')} too large to be held.`);
    }
  }
  return { columns, preview: await readPreview(database, described), notes };
}

interface Named {
  readonly name: string;
  readonly sqlType: string;
  readonly type: Type;
}

async function listColumns(database: Database): Promise<Named[]> {
  const rows = await database.rows("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'file' ORDER BY column_index");
  return rows.map(([name, sqlType]) => ({ name: String(name), sqlType: String(sqlType), type: typeOf(String(sqlType)) }));
}

function typeOf(sqlType: string): Type {
  if (sqlType.endsWith(']')) return 'text';
  if (NUMBERS.test(sqlType)) return 'number';
  if (TIMES.test(sqlType)) return 'time';
  return sqlType === 'BOOLEAN' ? 'boolean' : 'text';
}

function numberOf({ name, sqlType, type }: Named): string {
  const column = identifier(name);
  if (type === 'boolean') return `${column}::INTEGER::DOUBLE`;
  if (type === 'number') return `TRY_CAST(${column} AS DOUBLE)`;
  return `epoch(${sqlType.includes('ZONE') ? column : `TRY_CAST(${column} AS TIMESTAMP)`}) * 1000`;
}

interface Numbers {
  readonly values: Float64Array;
  missing: number;
  /** Taken for missing too. */
  infinite: number;
}

async function readNumbers(database: Database, columns: readonly Named[]): Promise<Map<string, Numbers>> {
  const [count] = await database.rows('SELECT count(*) FROM file');
  const rows = Number(count?.[0] ?? 0);
  const numbers = columns.map((): Numbers => ({ values: new Float64Array(rows), missing: 0, infinite: 0 }));
  let start = 0;
  const visit = (chunk: readonly Float64Array[]) => {
    for (const [column, own] of numbers.entries()) append(own, chunk[column] ?? new Float64Array(), start);
    start += chunk[0]?.length ?? 0;
  };
  const cells = columns.map((column) => `coalesce(${numberOf(column)}, 'NaN'::DOUBLE)`);
  if (columns.length > 0) await database.numbers(cells, rows, visit);
  return new Map(columns.map(({ name }, column) => [name, numbers[column] as Numbers]));
}

/** Puts a chunk where it belongs and counts what is missing while it is at hand. */
function append(own: Numbers, chunk: Float64Array, start: number): void {
  const { values } = own;
  values.set(chunk, start);
  for (let row = 0; row < chunk.length; row++) {
    const value = chunk[row] as number;
    // Only numbers that are not finite are not equal to themselves less themselves.
    if (value - value === 0) continue;
    own.missing++;
    if (Number.isNaN(value)) continue;
    own.infinite++;
    values[start + row] = Number.NaN;
  }
}

/** Different values, counted no further than MOST_COUNTED. */
function countDistinct(values: Float64Array): number {
  const seen = new Set<number>();
  for (let row = 0; row < values.length && seen.size < MOST_COUNTED; row++) {
    const value = values[row] as number;
    if (!Number.isNaN(value)) seen.add(value);
  }
  return seen.size;
}

async function describeText(database: Database, name: string): Promise<{ missing: number; distinct: number; example: string }> {
  const column = identifier(name);
  const [row = []] = await database.rows(
    `SELECT count(*) - count(${column}), count(DISTINCT ${column}), any_value(${column}::VARCHAR) FROM file`,
  );
  return { missing: Number(row[0] ?? 0), distinct: Number(row[1] ?? 0), example: String(row[2] ?? '').slice(0, 60) };
}

async function readPreview(database: Database, columns: readonly Named[]): Promise<(string | null)[][]> {
  const cells = columns.map(({ name }) => `${identifier(name)}::VARCHAR`).join(', ');
  const rows = await database.rows(`SELECT ${cells} FROM file LIMIT ${PREVIEW_ROWS}`);
  return rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? null : String(cell))));
}
