import { z } from 'zod';
import { Refusal } from '../../api';
import { typeOf } from './columns';
import { type Database, literal, withoutWildcards } from './database';
import type { Reject, Table } from './table';

/** Delimited text for the database; separator, quotes, header and types are told from the text. */

/** What stands in a cell that has no value. */
const MISSING = ['', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'NULL', 'Null', 'null', 'None', 'none', '-', '?', '#N/A'];
/** Rows looked at to tell how the file is written; names alone are told from fewer. */
const SAMPLE = 20_480;
const NAME_SAMPLE = 100;
/** Bytes read at once, and the longest line there may be. The reader's own choice is eight times as much, even for a look at the header. */
const BUFFER = 4_194_304;
const TOO_LONG = `longer than a line may be (${BUFFER / 1024 ** 2} MB)`;
const MAX_REJECTS_SHOWN = 100;
const MAX_TEXT_SHOWN = 200;

export interface CsvOptions {
  /** Every column as the text that stands there: `yes` stays `yes`. */
  readonly asText: boolean;
}

/** How a file is written, as the sniffer tells it. */
const sniffedSchema = z.object({
  Delimiter: z.string(),
  Quote: z.string(),
  Escape: z.string(),
  Comment: z.string(),
  NewLineDelimiter: z.string(),
  SkipRows: z.number(),
  HasHeader: z.boolean(),
  Columns: z.array(z.object({ name: z.string(), type: z.string() })).min(1),
  DateFormat: z.string().nullable(),
  TimestampFormat: z.string().nullable(),
});
type Sniffed = z.infer<typeof sniffedSchema>;
/** What the sniffer says of a mark that the file does without. */
const NONE = '(empty)';
/** Line ends as the reader is told of them. */
const LINE_ENDS = ['\\n', '\\r', '\\r\\n'];
/** The name of a column that has none in the header, or one that means a missing value. */
const UNNAMED = /^column\d+$/;

/**
 * Lends `work` the file at `path` as the view `file`: it is read by each statement that asks for it. The view holds all that was
 * told from the text, so that it is told only once.
 */
export async function withCsv<T>(
  database: Database,
  path: string,
  { asText }: CsvOptions,
  work: (dialect: NonNullable<Table['dialect']>) => Promise<T>,
): Promise<T> {
  const file = literal(withoutWildcards(path));
  const told = await sniff(database, file, SAMPLE, nullsOf(MISSING));
  const { Delimiter: delimiter, HasHeader: header } = told;
  const given = `delim = ${literal(delimiter)}, header = ${header}`;
  const isNamed = !header || !told.Columns.some(({ name }) => UNNAMED.test(name));
  const { Columns: named } = isNamed ? told : await sniff(database, file, NAME_SAMPLE, given);
  const types = told.Columns.map(({ type }) => (asText ? 'VARCHAR' : type));
  const columns = types.map((type, at) => [named[at]?.name ?? told.Columns[at]?.name ?? '', type].map(literal).join(': '));
  const options = [given, `columns = {${columns.join(', ')}}`, ...layoutOf(told)].join(', ');
  const view = (more: string) =>
    database.run(
      `CREATE OR REPLACE VIEW file AS SELECT * FROM read_csv(${file}, auto_detect = false, buffer_size = ${BUFFER}, store_rejects = true, ${more}, ${options})`,
    );
  if (!types.some((type) => typeOf(type) === 'text')) {
    // To compare each cell with every word takes a fifth of a reading. None of them is a number or a moment, so where the first
    // reading rejects nothing, there is none.
    await view(`${nullsOf([''])}, rejects_limit = 1`);
    const done = await settled(work({ delimiter, header }));
    if (!(await hasRejects(database))) return done();
    for (const kept of ['reject_errors', 'reject_scans']) await database.run(`DROP TABLE ${kept}`);
  }
  await view(nullsOf(MISSING));
  return work({ delimiter, header });
}

function nullsOf(words: readonly string[]): string {
  return `nullstr = [${words.map(literal).join(', ')}]`;
}

/** → what gives its value, or throws its error. */
function settled<T>(promise: Promise<T>): Promise<() => T> {
  return promise.then(
    (value) => () => value,
    (error) => () => {
      throw error;
    },
  );
}

async function sniff(database: Database, file: string, rows: number, options: string): Promise<Sniffed> {
  const names = Object.keys(sniffedSchema.shape);
  const [row = []] = await database.rows(
    `SELECT ${names.join(', ')} FROM sniff_csv(${file}, ignore_errors = true, sample_size = ${rows}, buffer_size = ${BUFFER}, ${options})`,
  );
  return sniffedSchema.parse(Object.fromEntries(names.map((name, column) => [name, row[column]])));
}

/** What else was told, as options of the reader. */
function layoutOf({ Quote, Escape, Comment, NewLineDelimiter, SkipRows, DateFormat, TimestampFormat }: Sniffed): string[] {
  const marks = Object.entries({ quote: Quote, escape: Escape, comment: Comment }).map(([option, mark]) => [
    option,
    mark === NONE ? '' : mark,
  ]);
  const formats = Object.entries({ dateformat: DateFormat, timestampformat: TimestampFormat }).filter(([, format]) => format !== null);
  const lineEnd = LINE_ENDS.includes(NewLineDelimiter) ? [['new_line', NewLineDelimiter]] : [];
  return [`skip = ${SkipRows}`, ...[...marks, ...formats, ...lineEnd].map(([option, value]) => `${option} = ${literal(value ?? '')}`)];
}

async function hasRejects(database: Database): Promise<boolean> {
  // The table is made by the first reading.
  const [made] = await database.rows("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'");
  if (Number(made?.[0]) === 0) return false;
  const [count] = await database.rows('SELECT count(*) FROM (SELECT 1 FROM reject_errors LIMIT 1)');
  return Number(count?.[0]) > 0;
}

/** Lines that the statements until now could not read. */
export async function readRejects(database: Database): Promise<Pick<Table, 'rejects' | 'rejected'>> {
  const [count] = await database.rows('SELECT count(DISTINCT line) FROM reject_errors');
  if (Number(count?.[0]) === 0) return { rejects: [], rejected: 0 };
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
      return `is ${TOO_LONG}`;
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

/** What the database says of a file that it cannot read, for the person; any other error as it is. */
export function csvRefusal(error: Error, name: string): Error {
  const [, longLine] = /Error on Line: (\d+).*Maximum line size/s.exec(error.message) ?? [];
  if (longLine !== undefined) {
    return new Refusal(
      `${name} could not be read as a table: line ${longLine} is ${TOO_LONG}. Look there for a line break or a quotation mark that is missing.`,
    );
  }
  if (/sniffing|dialect/.test(error.message)) {
    return new Refusal(`${name} could not be read as a table: no comma, semicolon, tab or bar splits its lines into the same columns.`);
  }
  return /^(Invalid Input|CSV|Conversion|IO) Error/.test(error.message)
    ? new Refusal(`${name} could not be read as a table: ${(error.message.split('\n')[0] ?? '').replace(/^[\w ]+Error: /, '')}`)
    : error;
}
