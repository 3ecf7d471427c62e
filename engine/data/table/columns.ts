import { plural } from '../plural';
import { type Database, identifier } from './database';
import type { Column, Table } from './table';
import { readText } from './textReadings';

/** The columns of the table `file`, in typed arrays. */

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL|BIGNUM)/;
const TIMES = /^(DATE|TIMESTAMP)/;
const PREVIEW_ROWS = 50;
/** Columns counted in one statement. */
const COUNTED_AT_ONCE = 100;

type Type = Column['type'];

export async function readColumns(database: Database, delimiter: string | null): Promise<Pick<Table, 'columns' | 'preview' | 'notes'>> {
  const notes: string[] = [];
  for (const { name, sqlType } of await listColumns(database)) {
    const note = sqlType === 'VARCHAR' ? await readText(database, name, delimiter) : undefined;
    if (note) notes.push(note);
  }
  const described = await listColumns(database);
  const distinct = await countDistinct(database, described);
  const numeric = described.filter(({ type }) => type !== 'text');
  const values = await readNumbers(database, numeric, notes);
  const columns: Column[] = [];
  for (const { name, type } of described) {
    const found = { name, distinct: distinct.get(name) ?? 0 };
    if (type === 'text') {
      columns.push({ ...found, type, ...(await describeText(database, name)) });
    } else {
      const cells = values.get(name) ?? new Float64Array();
      columns.push({ ...found, type, missing: countMissing(cells), values: cells });
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

async function readNumbers(database: Database, columns: readonly Named[], notes: string[]): Promise<Map<string, Float64Array>> {
  const [count] = await database.rows('SELECT count(*) FROM file');
  const values = columns.map(() => new Float64Array(Number(count?.[0] ?? 0)));
  const infinite = columns.map(() => 0);
  let start = 0;
  const visit = ({ rows, at }: { rows: number; at: (column: number, row: number) => number }) => {
    for (const [column, cells] of values.entries()) {
      for (let row = 0; row < rows; row++) {
        const value = at(column, row);
        if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) infinite[column] = (infinite[column] ?? 0) + 1;
        cells[start + row] = Number.isFinite(value) ? value : Number.NaN;
      }
    }
    start += rows;
  };
  if (columns.length > 0) await database.numbers(`SELECT ${columns.map(numberOf).join(', ')} FROM file`, visit);
  for (const [column, { name }] of columns.entries()) {
    const count = infinite[column] ?? 0;
    if (count > 0) notes.push(`Taken as missing in "${name}": ${plural(count, 'number')} too large to be held.`);
  }
  return new Map(columns.map(({ name }, column) => [name, values[column] ?? new Float64Array()]));
}

async function countDistinct(database: Database, columns: readonly Named[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let first = 0; first < columns.length; first += COUNTED_AT_ONCE) {
    const some = columns.slice(first, first + COUNTED_AT_ONCE);
    const [row = []] = await database.rows(`SELECT ${some.map(({ name }) => `count(DISTINCT ${identifier(name)})`).join(', ')} FROM file`);
    for (const [i, { name }] of some.entries()) counts.set(name, Number(row[i] ?? 0));
  }
  return counts;
}

async function describeText(database: Database, name: string): Promise<{ missing: number; example: string }> {
  const column = identifier(name);
  const [row = []] = await database.rows(`SELECT count(*) - count(${column}), any_value(${column}::VARCHAR) FROM file`);
  return { missing: Number(row[0] ?? 0), example: String(row[1] ?? '').slice(0, 60) };
}

async function readPreview(database: Database, columns: readonly Named[]): Promise<(string | null)[][]> {
  const cells = columns.map(({ name }) => `${identifier(name)}::VARCHAR`).join(', ');
  const rows = await database.rows(`SELECT ${cells} FROM file LIMIT ${PREVIEW_ROWS}`);
  return rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? null : String(cell))));
}

function countMissing(values: Float64Array): number {
  let missing = 0;
  for (const value of values) if (Number.isNaN(value)) missing++;
  return missing;
}
