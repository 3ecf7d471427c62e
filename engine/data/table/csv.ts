import { Refusal } from '../../api';
import { type Database, literal, withoutWildcards } from './database';
import type { Reject, Table } from './table';

/** Delimited text into a table of the database; separator, quotes, header and types are told from the text. */

/** What stands in a cell that has no value. */
const MISSING = ['', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'NULL', 'Null', 'null', 'None', 'none', '-', '?', '#N/A'];
/** Rows looked at to tell separator and header; the types of the columns are told from more. */
const DIALECT_SAMPLE = 4096;
/** Rows looked at where only the names above them are asked for. */
const HEADER_SAMPLE = 100;
const MAX_REJECTS_SHOWN = 100;
const MAX_TEXT_SHOWN = 200;

export interface CsvOptions {
  /** Every column as the text that stands there: `yes` stays `yes`. */
  readonly asText: boolean;
}

/** Makes the table `file` of the file at `path`. name: as sentences call it. */
export async function importCsv(
  database: Database,
  { path, name }: { path: string; name: string },
  { asText }: CsvOptions,
): Promise<Pick<Table, 'dialect' | 'rejects' | 'rejected'>> {
  const file = literal(withoutWildcards(path));
  const missing = `nullstr = [${MISSING.map(literal).join(', ')}]`;
  try {
    const [sniffed] = await database.rows(
      `SELECT Delimiter, HasHeader FROM sniff_csv(${file}, ignore_errors = true, sample_size = ${DIALECT_SAMPLE}, ${missing})`,
    );
    const [delimiter, header] = sniffed ?? [];
    if (typeof delimiter !== 'string' || typeof header !== 'boolean') throw new Error('DuckDB described a CSV file in an unknown form.');
    const names = header ? await readNames(database, file, delimiter) : '';
    const given = `delim = ${literal(delimiter)}, header = ${header}, all_varchar = ${asText}, ${missing}${names}`;
    await database.run(`CREATE TABLE file AS SELECT * FROM read_csv(${file}, store_rejects = true, ${given})`);
    return { dialect: { delimiter, header }, ...(await readRejects(database)) };
  } catch (error) {
    throw refusalOf(error, name);
  }
}

/** The header as an option of the reader, read by itself: a column may be called what elsewhere means a missing value. */
async function readNames(database: Database, file: string, delimiter: string): Promise<string> {
  const names = await database.rows(
    `SELECT unnest(Columns).name FROM sniff_csv(${file}, ignore_errors = true, sample_size = ${HEADER_SAMPLE}, delim = ${literal(delimiter)}, header = true)`,
  );
  return `, names = [${names.map(([name]) => literal(String(name))).join(', ')}]`;
}

async function readRejects(database: Database): Promise<Pick<Table, 'rejects' | 'rejected'>> {
  const [count] = await database.rows('SELECT count(DISTINCT line) FROM reject_errors');
  // A line that is wrong in several ways is told once: by its number of fields, or by its first odd field.
  const rows = await database.rows(
    `SELECT line, column_name, error_type::VARCHAR, error_message, csv_line FROM reject_errors
     QUALIFY row_number() OVER (PARTITION BY line ORDER BY error_type::VARCHAR NOT LIKE '% COLUMNS', column_idx) = 1
     ORDER BY line LIMIT ${MAX_REJECTS_SHOWN}`,
  );
  const rejects = rows.map(([line, column, type, message, text]): Reject => {
    const found = { line: Number(line), column: typeof column === 'string' ? column : null, text: String(text ?? '') };
    return { ...found, reason: reasonOf(String(type), String(message)), text: found.text.slice(0, MAX_TEXT_SHOWN) };
  });
  return { rejects, rejected: Number(count?.[0] ?? 0) };
}

/** A fault in a line, in words. */
export function reasonOf(type: string, message: string): string {
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message) ?? [];
  // Where there are too many, the reader stops counting.
  if (expected !== undefined)
    return Number(found) > Number(expected) ? `has more than ${expected} fields` : `has ${found} of ${expected} fields`;
  const [, cell, wanted] = /Could not convert string "(.*)" to '?(\w+)/s.exec(message) ?? [];
  if (cell !== undefined) return `has "${cell.slice(0, 40)}", which is not ${wantedIn(wanted ?? '')}`;
  switch (type) {
    case 'UNQUOTED VALUE':
      return 'has a quotation mark that is never closed, or text after a closed one';
    case 'LINE SIZE OVER MAXIMUM':
      return 'is longer than a line may be (2 MB)';
    case 'INVALID UNICODE':
    case 'INVALID ENCODING':
      return 'holds bytes that are not UTF-8';
    default:
      return (message.split('\n')[0] ?? type).trim();
  }
}

function wantedIn(type: string): string {
  if (type === 'DATE' || type.startsWith('TIME')) return 'a moment';
  return type === 'BOOLEAN' ? 'true or false' : 'a number';
}

function refusalOf(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error instanceof Refusal || error.message.startsWith('Out of Memory')) return error;
  if (/sniffing|dialect/.test(error.message)) {
    return new Refusal(`${name} could not be read as a table: no comma, semicolon, tab or bar splits its lines into the same columns.`);
  }
  return /^(Invalid Input|CSV|Conversion|IO) Error/.test(error.message)
    ? new Refusal(`${name} could not be read as a table: ${(error.message.split('\n')[0] ?? '').replace(/^[\w ]+Error: /, '')}`)
    : error;
}
