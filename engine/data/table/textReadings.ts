import { plural } from '../plural';
import { type Database, identifier, literal } from './database';

/** Columns that came as text but hold numbers or moments in a form of their own. */

interface Reading {
  readonly type: 'DOUBLE' | 'TIMESTAMP';
  /** An expression that is NULL where the cell cannot be read in this way. */
  readonly sql: (column: string) => string;
}

/** Cells that must be readable for a column of text to be taken for numbers or moments. */
const MIN_SHARE = 0.9;

const TIME_FORMATS = [
  '%Y-%m',
  '%Y/%m',
  '%m/%Y',
  '%b %Y',
  '%B %Y',
  '%b %d %Y',
  '%b %d, %Y',
  '%B %d, %Y',
  '%d %b %Y',
  '%d-%b-%Y',
  '%d.%m.%Y',
  '%d.%m.%Y %H:%M',
  '%d.%m.%Y %H:%M:%S',
  '%d/%m/%Y %H:%M',
  '%m/%d/%Y %H:%M',
  '%m/%d/%Y %I:%M %p',
  '%Y-%m-%d %H',
];

const plain: Reading = { type: 'DOUBLE', sql: (column) => `TRY_CAST(trim(${column}) AS DOUBLE)` };

/** `1.234,5`, with the marks given by name. */
function grouped(thousands: string, decimal: string): Reading {
  const pattern = `[-+]?(\\d+|\\d{1,3}(\\${thousands}\\d{3})+)(\\${decimal}\\d+)?`;
  return {
    type: 'DOUBLE',
    sql: (column) => {
      const text = `trim(${column})`;
      const number = `replace(replace(${text}, ${literal(thousands)}, ''), ${literal(decimal)}, '.')`;
      return `CASE WHEN regexp_full_match(${text}, ${literal(pattern)}) THEN TRY_CAST(${number} AS DOUBLE) END`;
    },
  };
}

const times: readonly Reading[] = TIME_FORMATS.map((format) => ({
  type: 'TIMESTAMP',
  sql: (column) => `try_strptime(trim(${column}), ${literal(format)})`,
}));

/**
 * Turns a text column of the table `file` into numbers or moments where nearly all of its cells can be read so.
 * delimiter: commas between the fields leave the comma to the thousands. → a sentence about cells that could not be read.
 */
export async function readText(database: Database, column: string, delimiter: string | null): Promise<string | undefined> {
  const commaIsDecimal = delimiter !== null && delimiter !== ',';
  const readings = [plain, commaIsDecimal ? grouped('.', ',') : grouped(',', '.'), ...times];
  const quoted = identifier(column);
  const counts = readings.map((reading) => `count(${reading.sql(quoted)})`).join(', ');
  const [row = []] = await database.rows(`SELECT count(${quoted}), ${counts} FROM file`);
  const [filled = 0, ...read] = row.map(Number);
  const most = Math.max(...read);
  const reading = readings[read.indexOf(most)];
  if (filled === 0 || !reading || most < filled * MIN_SHARE) return undefined;
  const [odd] = await database.rows(`SELECT ${quoted} FROM file WHERE ${quoted} IS NOT NULL AND ${reading.sql(quoted)} IS NULL LIMIT 1`);
  await database.run(`ALTER TABLE file ALTER ${quoted} TYPE ${reading.type} USING ${reading.sql(quoted)}`);
  if (!odd) return undefined;
  const what = reading.type === 'DOUBLE' ? 'number' : 'moment';
  return `Taken as missing in "${column}": ${plural(filled - most, 'cell')} without a ${what}, such as "${String(odd[0]).slice(0, 40)}".`;
}
