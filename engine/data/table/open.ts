import { Refusal } from '../../api';
import { createRecentlyUsed } from '../recentlyUsed';
import type { Recognised } from '../source/encoding';
import { withTextFile, withUtf8File } from '../source/scratch';
import { type Located, recogniseSource } from '../source/source';
import { readColumns } from './columns';
import { importCsv } from './csv';
import { type Database, literal, withDatabase, withoutWildcards } from './database';
import type { Table } from './table';

/** Numbers held for one table, at 8 bytes each. */
const MAX_CELLS = 250e6;
const TABLES_KEPT = 2;

const tables = createRecentlyUsed<Table>(TABLES_KEPT);

/** Reads CSV, TSV, Parquet or JSON wholly; the last few tables are remembered until their files change. */
export function openTable(located: Located): Promise<Table> {
  return tables.get(located.stamp, () => readTable(located));
}

/** Names that say which reader to take; what is not named so is delimited text. */
export function isJsonName(name: string): boolean {
  return /\.(json|jsonl|ndjson)$/i.test(name);
}

async function readTable(located: Located): Promise<Table> {
  const { path, text } = located;
  if (path === null) return withTextFile(text ?? '', (file) => readFile(located, file, { is: 'text', encoding: 'utf-8' }));
  const recognised = await recogniseSource(located);
  if (recognised.is === 'other') throw new Refusal(`${located.name} is not a table: it is ${recognised.what}.`);
  const isUtf8 = recognised.is === 'parquet' || recognised.encoding === 'utf-8';
  return isUtf8
    ? readFile(located, path, recognised)
    : withUtf8File(path, recognised.encoding, (file) => readFile(located, file, recognised));
}

function readFile(located: Located, path: string, recognised: Recognised): Promise<Table> {
  const { name, bytes, licence } = located;
  return withDatabase(path, async (database) => {
    const imported = await importFile(database, path, name, recognised);
    const [size = []] = await database.rows("SELECT count(*), (SELECT count(*) FROM duckdb_columns() WHERE table_name = 'file') FROM file");
    const [rows = 0, width = 0] = size.map(Number);
    refuseUnusable({ name, rows, width, ...imported });
    return { name, bytes, licence, rows, ...imported, ...(await readColumns(database, imported.dialect?.delimiter ?? null)) };
  });
}

async function importFile(
  database: Database,
  path: string,
  name: string,
  recognised: Recognised,
): Promise<Pick<Table, 'dialect' | 'rejects' | 'rejected'>> {
  if (recognised.is === 'text' && !isJsonName(name)) return importCsv(database, path, name);
  const [reader, format] = recognised.is === 'parquet' ? ['read_parquet', 'Parquet'] : ['read_json_auto', 'JSON'];
  try {
    await database.run(`CREATE TABLE file AS SELECT * FROM ${reader}(${literal(withoutWildcards(path))})`);
  } catch (error) {
    if (!(error instanceof Error) || error.message.startsWith('Out of Memory')) throw error;
    throw new Refusal(`${name} is not whole ${format}, as if it had been cut off: ${error.message.split('\n')[0]}`);
  }
  return { dialect: null, rejects: [], rejected: 0 };
}

function refuseUnusable({
  name,
  rows,
  width,
  rejects,
  rejected,
}: Pick<Table, 'name' | 'rows' | 'rejects' | 'rejected'> & { width: number }): void {
  const [first] = rejects;
  if (rejected > rows && first) {
    throw new Refusal(
      `Only ${rows} of the ${rows + rejected} lines of ${name} can be read: line ${first.line} ${first.reason}. Mend the file, so that every line has the same columns.`,
    );
  }
  if (rows === 0) throw new Refusal(`${name} has no rows of data: choose a file with at least one line below its header.`);
  if (rows * width > MAX_CELLS) {
    throw new Refusal(`${name} is too large (${rows} rows × ${width} columns): take a part of it, or fewer columns.`);
  }
}
