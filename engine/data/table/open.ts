import { Refusal } from '../../api';
import { createRecentlyUsed } from '../recentlyUsed';
import type { Recognised } from '../source/encoding';
import { withTextFile, withUtf8File } from '../source/scratch';
import { type Located, recogniseSource } from '../source/source';
import { readColumns } from './columns';
import { type CsvOptions, importCsv } from './csv';
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

function readTable(located: Located): Promise<Table> {
  const { name, bytes, licence } = located;
  return withImported(located, { asText: false }, async (database, imported) => ({
    name,
    bytes,
    licence,
    ...imported,
    ...(await readColumns(database, imported.dialect?.delimiter ?? null)),
  }));
}

type Imported = Pick<Table, 'dialect' | 'rejects' | 'rejected' | 'rows'>;

/** Works on a file as the table `file` of a database that is gone afterwards. */
export async function withImported<T>(
  located: Located,
  options: CsvOptions,
  work: (database: Database, imported: Imported) => Promise<T>,
): Promise<T> {
  const { path, text } = located;
  const withFile = (file: string, recognised: Recognised) =>
    withDatabase(file, async (database) =>
      work(database, await importFile(database, { path: file, name: located.name, recognised }, options)),
    );
  if (path === null) return withTextFile(text ?? '', (file) => withFile(file, { is: 'text', encoding: 'utf-8' }));
  const recognised = await recogniseSource(located);
  if (recognised.is === 'other') throw new Refusal(`${located.name} is not a table: it is ${recognised.what}.`);
  const isUtf8 = recognised.is === 'parquet' || recognised.encoding === 'utf-8';
  return isUtf8 ? withFile(path, recognised) : withUtf8File(path, recognised.encoding, (file) => withFile(file, recognised));
}

async function importFile(database: Database, file: ImportedFile, options: CsvOptions): Promise<Imported> {
  const read = await readFile(database, file, options);
  const [size = []] = await database.rows("SELECT count(*), (SELECT count(*) FROM duckdb_columns() WHERE table_name = 'file') FROM file");
  const [rows = 0, width = 0] = size.map(Number);
  refuseUnusable({ name: file.name, rows, width, ...read });
  return { rows, ...read };
}

interface ImportedFile {
  readonly path: string;
  /** As sentences call it. */
  readonly name: string;
  readonly recognised: Recognised;
}

async function readFile(
  database: Database,
  { path, name, recognised }: ImportedFile,
  options: CsvOptions,
): Promise<Omit<Imported, 'rows'>> {
  if (recognised.is === 'text' && !isJsonName(name)) return importCsv(database, { path, name }, options);
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
