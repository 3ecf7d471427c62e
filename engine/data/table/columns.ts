import { Refusal } from '../../api';
import { plural } from '../plural';
import { type Database, identifier, type Numbers } from './database';
import type { Column, Table } from './table';
import { readText } from './textReadings';

/** The columns of the table or view `file`, in typed arrays. */

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL|BIGNUM)/;
const TIMES = /^(DATE|TIMESTAMP)/;
const PREVIEW_ROWS = 50;
/** Numbers held for one table, at 8 bytes each. */
const MAX_CELLS = 250e6;
/** Different numbers of a column that are counted: more than a column of labels has. */
const MOST_COUNTED = 1000;

type Type = Column['type'];

interface Given {
  /** As sentences call the file. */
  readonly name: string;
  readonly delimiter: string | null;
}

export async function readColumns(
  database: Database,
  { name: file, delimiter }: Given,
): Promise<Pick<Table, 'rows' | 'columns' | 'preview' | 'notes'>> {
  const notes: string[] = [];
  let described = await listColumns(database);
  if (described.some(({ type }) => type === 'text')) {
    // Texts are looked at several times, numbers once.
    await keepRows(database, file);
    for (const { name, sqlType } of described) {
      const note = sqlType === 'VARCHAR' ? await readText(database, name, delimiter) : undefined;
      if (note) notes.push(note);
    }
    described = await listColumns(database);
  }
  const { rows, numbers, preview } = await readCells(database, described, file);
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
  return { rows, columns, preview, notes };
}

/** Makes a table of the view `file`, which need not be read from the file again. → its rows. */
export async function keepRows(database: Database, name: string): Promise<number> {
  await database.run('CREATE TABLE kept AS SELECT * FROM file');
  await database.run('DROP VIEW file');
  await database.run('ALTER TABLE kept RENAME TO file');
  const rows = await countRows(database);
  refuseLarge(name, rows, (await listColumns(database)).length);
  return rows;
}

async function countRows(database: Database): Promise<number> {
  const [count] = await database.rows('SELECT count(*) FROM file');
  return Number(count?.[0] ?? 0);
}

function refuseLarge(name: string, rows: number, width: number): void {
  if (rows * width <= MAX_CELLS) return;
  throw new Refusal(`${name} is too large (${rows} rows × ${width} columns): take a part of it, or fewer columns.`);
}

interface Named {
  readonly name: string;
  readonly sqlType: string;
  readonly type: Type;
}

export async function listColumns(database: Database): Promise<Named[]> {
  const rows = await database.rows('DESCRIBE file');
  return rows.map(([name, sqlType]) => ({ name: String(name), sqlType: String(sqlType), type: typeOf(String(sqlType)) }));
}

/** What a column of the database counts as here. */
export function typeOf(sqlType: string): Type {
  if (sqlType.endsWith(']')) return 'text';
  if (NUMBERS.test(sqlType)) return 'number';
  if (TIMES.test(sqlType)) return 'time';
  return sqlType === 'BOOLEAN' ? 'boolean' : 'text';
}

function numberOf({ name, sqlType, type }: Named): string {
  const column = identifier(name);
  if (type === 'boolean') return `${column}::INTEGER::DOUBLE`;
  if (sqlType === 'DOUBLE') return column;
  if (type === 'number') return `TRY_CAST(${column} AS DOUBLE)`;
  return `epoch(${sqlType.includes('ZONE') ? column : `TRY_CAST(${column} AS TIMESTAMP)`}) * 1000`;
}

interface Counted {
  readonly values: Float64Array;
  readonly missing: number;
  /** Taken for missing too. */
  readonly infinite: number;
}

interface Cells {
  readonly rows: number;
  /** By name, of the columns that are not text. */
  readonly numbers: ReadonlyMap<string, Counted>;
  readonly preview: Table['preview'];
}

async function readCells(database: Database, columns: readonly Named[], file: string): Promise<Cells> {
  const numeric = columns.filter(({ type }) => type !== 'text');
  if (numeric.length === 0) return { rows: await countRows(database), numbers: new Map(), preview: await readPreview(database, columns) };
  const { rows, take } = await database.numbers(numeric.map(numberOf));
  refuseLarge(file, rows, columns.length);
  const [series, preview] = await Promise.all([take(), readPreview(database, columns)]);
  return { rows, preview, numbers: new Map(numeric.flatMap(({ name }, at) => (series[at] ? [[name, countMissing(series[at])]] : []))) };
}

/** Counts what is missing and makes it NaN. */
function countMissing({ values, isWhole }: Numbers): Counted {
  let [missing, infinite] = [0, 0];
  if (isWhole) return { values, missing, infinite };
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (Number.isFinite(value)) continue;
    missing++;
    if (Number.isNaN(value)) continue;
    infinite++;
    values[row] = Number.NaN;
  }
  return { values, missing, infinite };
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
  // Missing, however it is written.
  const cells = columns.map(({ name, sqlType }) => {
    const text = `${identifier(name)}::VARCHAR`;
    return sqlType === 'DOUBLE' ? `NULLIF(${text}, 'nan')` : text;
  });
  const rows = await database.rows(`SELECT ${cells.join(', ')} FROM file LIMIT ${PREVIEW_ROWS}`);
  return rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? null : String(cell))));
}
