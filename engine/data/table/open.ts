import { Refusal } from '../../api';
import { createRecentlyUsed } from '../recentlyUsed';
import type { Recognised } from '../source/encoding';
import { withTextFile, withUtf8File } from '../source/scratch';
import { type Located, recogniseSource } from '../source/source';
import { keepRows, readColumns } from './columns';
import { type CsvOptions, csvRefusal, readRejects, withCsv } from './csv';
import { type Database, literal, withDatabase, withoutWildcards } from './database';
import type { Table } from './table';

const TABLES_KEPT = 2;
/** How the database begins to tell of a file that it cannot read. */
const FILE_ERRORS = /^[\w ]*(Error|Exception): /;
const READERS = { Parquet: 'read_parquet', JSON: 'read_json_auto' };

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
  return withView(located, { asText: false }, async (database, dialect) => {
    const columns = await readColumns(database, { name, delimiter: dialect?.delimiter ?? null });
    const lines = await readLines(database, { name, dialect, rows: columns.rows });
    return { name, bytes, licence, dialect, ...columns, ...lines };
  });
}

/** Works on a file with every column as the text that stands there, as the table `file` of so many rows. */
export function withTexts<T>(located: Located, work: (database: Database, rows: number) => Promise<T>): Promise<T> {
  return withView(located, { asText: true }, async (database, dialect) => {
    const rows = await keepRows(database, located.name);
    await readLines(database, { name: located.name, dialect, rows });
    return work(database, rows);
  });
}

/** Works on a file as the view `file` of a database that is gone afterwards. */
async function withView<T>(
  located: Located,
  options: CsvOptions,
  work: (database: Database, dialect: Table['dialect']) => Promise<T>,
): Promise<T> {
  const { name } = located;
  return withDatabase((openOn) =>
    withReadableFile(located, async (file, recognised) => {
      const database = await openOn(file);
      const format = recognised.is === 'parquet' ? 'Parquet' : isJsonName(name) ? 'JSON' : 'CSV';
      try {
        if (format === 'CSV') return await withCsv(database, file, options, (dialect) => work(database, dialect));
        await database.run(`CREATE VIEW file AS SELECT * FROM ${READERS[format]}(${literal(withoutWildcards(file))})`);
        return await work(database, null);
      } catch (error) {
        throw refusalOf(error, { name, format });
      }
    }),
  );
}

/** Lends `work` a file as the database can read it: Parquet, or text in UTF-8. */
async function withReadableFile<T>(located: Located, work: (file: string, recognised: Recognised) => Promise<T>): Promise<T> {
  const { path, text, name } = located;
  if (path === null) return withTextFile(text ?? '', (file) => work(file, { is: 'text', encoding: 'utf-8' }));
  const recognised = await recogniseSource(located);
  if (recognised.is === 'other') throw new Refusal(`${name} is not a table: it is ${recognised.what}.`);
  const isUtf8 = recognised.is === 'parquet' || recognised.encoding === 'utf-8';
  return isUtf8 ? work(path, recognised) : withUtf8File(path, recognised.encoding, (file) => work(file, recognised));
}

function refusalOf(error: unknown, { name, format }: { name: string; format: 'CSV' | 'Parquet' | 'JSON' }): unknown {
  if (!(error instanceof Error) || error instanceof Refusal || error.message.startsWith('Out of Memory')) return error;
  if (format === 'CSV') return csvRefusal(error, name);
  return FILE_ERRORS.test(error.message)
    ? new Refusal(`${name} is not whole ${format}, as if it had been cut off: ${error.message.split('\n')[0]}`)
    : error;
}

/** Lines that could not be read; a file of which too little could be read is refused. */
async function readLines(
  database: Database,
  { name, dialect, rows }: Pick<Table, 'name' | 'dialect' | 'rows'>,
): Promise<Pick<Table, 'rejects' | 'rejected'>> {
  const lines = dialect ? await readRejects(database) : { rejects: [], rejected: 0 };
  const [first] = lines.rejects;
  if (lines.rejected > rows && first) {
    throw new Refusal(
      `Only ${rows} of the ${rows + lines.rejected} lines of ${name} can be read: line ${first.line} ${first.reason}. Mend the file, so that every line has the same columns.`,
    );
  }
  if (rows === 0) throw new Refusal(`${name} has no rows of data: choose a file with at least one line below its header.`);
  return lines;
}
