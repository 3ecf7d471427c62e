import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Refusal } from '../../api';
import { locate } from '../source/source';
import { csvOf, fileWith, places } from '../testing';
import { withDatabase } from './database';
import { openTable } from './open';

const open = async (path: string) => openTable(await locate({ is: 'file', path }, places));
const opened = (name: string, content: string | Uint8Array) => open(fileWith(name, content));
const columnsOf = (table: Awaited<ReturnType<typeof open>>) =>
  Object.fromEntries(table.columns.map((column) => [column.name, column.type === 'text' ? column.example : [...column.values]]));

const days = Array.from({ length: 40 }, (_, i) => `2020-01-${String((i % 28) + 1).padStart(2, '0')}`);
const rising = days.map((_, i) => i);
const moment = (text: string) => Date.parse(text);

describe('a CSV file', () => {
  it('gives its header, its types and its numbers', async () => {
    const table = await opened(
      'plain.csv',
      'date,t,x,ok,word\n2020-01-01,2020-01-01 12:30:00,1.5,true,a\n2020-01-02,2020-01-02 00:00:00,-2,false,b\n',
    );
    expect(table.dialect).toEqual({ delimiter: ',', header: true });
    expect(table.columns.map(({ type }) => type)).toEqual(['time', 'time', 'number', 'boolean', 'text']);
    expect(columnsOf(table)).toEqual({
      date: [moment('2020-01-01T00:00Z'), moment('2020-01-02T00:00Z')],
      t: [moment('2020-01-01T12:30Z'), moment('2020-01-02T00:00Z')],
      x: [1.5, -2],
      ok: [1, 0],
      word: 'a',
    });
    expect(table.preview[0]).toEqual(['2020-01-01', '2020-01-01 12:30:00', '1.5', 'true', 'a']);
  });

  test.each([
    ['tabs', 'a\tb\n1\t2\n3\t4\n', '\t', { a: [1, 3], b: [2, 4] }],
    ['semicolons and decimal commas', 'a;b\n1,5;2\n-3,25;4\n', ';', { a: [1.5, -3.25], b: [2, 4] }],
    ['points between thousands', 'a;b\n1.234,5;2\n12.345.678;4\n', ';', { a: [1234.5, 12345678], b: [2, 4] }],
    ['commas between thousands', 'a,b\n"1,234.5",2\n"12,345",4\n', ',', { a: [1234.5, 12345], b: [2, 4] }],
    ['no header', '1,2\n3,4\n5,6\n', ',', { column0: [1, 3, 5], column1: [2, 4, 6] }],
    ['one column', 'value\n1\n2\n3\n', ',', { value: [1, 2, 3] }],
    ['names that come twice', 'a,a,A\n1,2,3\n4,5,6\n', ',', { a: [1, 4], a_1: [2, 5], A_2: [3, 6] }],
    ['quoted line ends', 'note,b\n"one\ntwo, ""x""",1\n"three\nfour",2\n', ',', { note: 'one\ntwo, "x"', b: [1, 2] }],
    ['Windows line ends and blank lines', 'a,b\r\n1,2\r\n3,4\r\n\r\n', ',', { a: [1, 3], b: [2, 4] }],
    ['huge numbers', 'a,b\n1e308,123456789012345678901234567890\n-1e308,1\n', ',', { a: [1e308, -1e308], b: [1.2345678901234568e29, 1] }],
    [
      'odd names',
      'a "quoted" name,it\'s; DROP TABLE file\n1,2\n3,4\n',
      ',',
      { 'a "quoted" name': [1, 3], "it's; DROP TABLE file": [2, 4] },
    ],
  ])('with %s', async (name, content, delimiter, columns) => {
    const table = await opened(`${name}.csv`, content);
    expect(table.dialect?.delimiter).toBe(delimiter);
    expect(columnsOf(table)).toEqual(columns);
  });

  test.each([
    ['2000-03', '2000-03-01T00:00Z'],
    ['Mar 31 2000', '2000-03-31T00:00Z'],
    ['31.3.2000', '2000-03-31T00:00Z'],
    ['3/31/2000', '2000-03-31T00:00Z'],
    ['31.03.2000 14:30', '2000-03-31T14:30Z'],
    ['2000-03-31T14:30:00+02:00', '2000-03-31T12:30Z'],
  ])('with moments such as %s', async (cell, iso) => {
    const table = await opened(`${cell.replaceAll('/', '')}.csv`, csvOf({ t: [cell, cell], x: [1, 2] }));
    expect(columnsOf(table).t).toEqual([moment(iso), moment(iso)]);
  });

  test.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFgröße,b\n1,2\n', 'utf8')],
    ['UTF-16', Buffer.from('\uFEFFgröße,b\n1,2\n', 'utf16le')],
    ['Windows-1252', Buffer.from('größe,b\n1,2\n', 'latin1')],
  ])('in %s', async (name, bytes) => {
    expect(columnsOf(await opened(`${name}.csv`, bytes))).toEqual({ größe: [1], b: [2] });
  });

  it('has gaps where a cell is empty or says so', async () => {
    const table = await opened('gaps.csv', csvOf({ i: [1, 2, 3, 4, 5, 6], x: [1, '', 'NA', 'nan', '-', 6] }));
    const x = table.columns[1];
    expect(x).toMatchObject({ type: 'number', missing: 4, distinct: 2 });
    expect(table.preview.map((row) => row[1])).toEqual(['1', null, null, null, null, '6']);
  });

  it('shows a missing number as missing where no cell holds a word but NaN', async () => {
    const table = await opened('nan.csv', csvOf({ i: [1, 2, 3], x: ['0.5', 'NaN', ''] }));
    expect(table.columns[1]).toMatchObject({ type: 'number', missing: 2 });
    expect(table.preview.map((row) => row[1])).toEqual(['0.5', null, null]);
  });

  it('has gaps in times of day and in whatever else is kept as text, beside a line that it cannot read', async () => {
    const lines = rising.map((i) => `12:${String(i).padStart(2, '0')}:00,${i === 30 ? 'NA' : i}`);
    const table = await opened('times.csv', `at,x\n${lines.join('\n')}\n12:59:00\n`);
    expect(table).toMatchObject({ rows: 40, rejected: 1 });
    expect(table.columns).toMatchObject([
      { type: 'text', missing: 0 },
      { type: 'number', missing: 1 },
    ]);
  });

  it('has gaps too where words for them begin far down the file, beside lines that it cannot read', async () => {
    const cells = Array.from({ length: 30_000 }, (_, i) => (i < 28_000 || i % 2 === 0 ? i / 2 : 'N/A'));
    const lines = cells.map((cell, i) => (i === 29_000 ? `${cell}` : `${cell},${i}`));
    const table = await opened('far.csv', `x,i\n${lines.join('\n')}\n`);
    expect(table).toMatchObject({ rows: 29_999, rejected: 1, rejects: [{ line: 29_002, reason: 'has 1 of 2 fields' }] });
    expect(table.columns[0]).toMatchObject({ type: 'number', missing: 1000 });
    expect(table.columns[1]).toMatchObject({ type: 'number', missing: 0 });
  });

  it('tells which lines it could not read, and goes on with the others', async () => {
    const lines = days.map((day, i) => `${day},${i},${i * 2}`);
    lines.splice(10, 0, '2020-01-11,7');
    lines.splice(20, 0, '2020-01-11,7,8,9,10');
    const table = await opened('ragged.csv', `date,a,b\n${lines.join('\n')}\n`);
    expect(table.rows).toBe(40);
    expect(table.rejected).toBe(2);
    expect(table.rejects.map(({ line, reason, text }) => ({ line, reason, text }))).toEqual([
      { line: 12, reason: 'has 2 of 3 fields', text: '2020-01-11,7' },
      { line: 22, reason: 'has more than 3 fields', text: '2020-01-11,7,8,9,10' },
    ]);
  });

  it('reads lines of megabytes, and refuses one that is longer than it can read', async () => {
    const withLine = (length: number) => `a,b\n2,${'z'.repeat(length)}\n3,y\n`;
    expect((await opened('long.csv', withLine(3e6))).rows).toBe(2);
    await expect(opened('longer.csv', withLine(5e6))).rejects.toThrow(
      /longer\.csv could not be read as a table: line \d is longer than a line may be \(4 MB\)\. Look there for a line break/,
    );
  });

  it('tells of a cell that stopped being a number far down the file', async () => {
    const cells = Array.from({ length: 30_000 }, (_, i) => (i === 29_000 ? 'oops' : i));
    const table = await opened('late.csv', csvOf({ a: cells, b: cells.map((_, i) => i) }));
    expect(table.rows).toBe(29_999);
    expect(table.rejects).toEqual([{ line: 29_002, column: 'a', reason: 'has "oops", which is not a number', text: 'oops,29000' }]);
  });

  it('takes a column for numbers when nearly all of its cells are, and says what it left out', async () => {
    const table = await opened('oops.csv', csvOf({ date: days, a: rising.map((i) => (i === 7 ? 'oops' : i)) }));
    expect(table.columns[1]).toMatchObject({ type: 'number', missing: 1 });
    expect(table.notes).toEqual(['Taken as missing in "a": 1 cell without a number, such as "oops".']);
  });

  it('takes infinite numbers as missing, and says so', async () => {
    const table = await opened('infinite.csv', csvOf({ a: [1, 'inf', '1e999', 4], b: [1, 2, 3, 4] }));
    expect(table.columns[0]).toMatchObject({ type: 'number', missing: 2 });
    expect(table.notes).toEqual(['Taken as missing in "a": 2 numbers too large to be held.']);
  });

  it('gives back every number written into it, under any name', async () => {
    const cell = fc.oneof(fc.constant(Number.NaN), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    const name = fc.stringMatching(/^[a-z][\w "';.äß-]{0,12}[a-z]$/);
    // A header with single quotes and semicolons is as well one of another dialect; who reads it can only guess.
    const isPlain = (names: readonly string[]) => !(names.join('').includes("'") && names.join('').includes(';'));
    const several = fc.uniqueArray(name, { minLength: 2, maxLength: 4, selector: (one) => one.toLowerCase() }).filter(isPlain);
    const tables = several.chain((names) =>
      fc.record({
        names: fc.constant(names),
        rows: fc.array(fc.tuple(...names.map((_, i) => (i === 0 ? fc.integer() : cell))), { minLength: 2, maxLength: 30 }),
      }),
    );
    let file = 0;
    await fc.assert(
      fc.asyncProperty(tables, async ({ names, rows }) => {
        const header = names.map((one) => `"${one.replaceAll('"', '""')}"`).join(',');
        const lines = rows.map((row) => row.map((value) => (Number.isNaN(value) ? '' : value)).join(','));
        const table = await opened(`any-${file++}.csv`, [header, ...lines, ''].join('\n'));
        expect(table.columns.map((column) => column.name)).toEqual(names);
        for (const [i, column] of table.columns.entries()) {
          const written = rows.map((row) => row[i] ?? Number.NaN);
          if (column.type === 'text') expect(written.every(Number.isNaN)).toBe(true);
          else expect([...column.values].map((value) => value + 0)).toEqual(written.map((value) => value + 0));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('may have wild cards in its name, and no other file is read for it', async () => {
    fileWith('data 1x.csv', 'a,b\n9,9\n');
    expect(columnsOf(await opened("data [1]*?'s.csv", 'a,b\n1,2\n'))).toEqual({ a: [1], b: [2] });
  });

  it('may be reached over a link', async () => {
    const link = join(dirname(fileWith('target.csv', 'a,b\n1,2\n')), 'link.csv');
    symlinkSync('target.csv', link);
    expect(columnsOf(await open(link))).toEqual({ a: [1], b: [2] });
  });
});

describe('a table of another kind', () => {
  test.each([
    ['records.json', '[{"t":"2020-01-01","x":1.5},{"t":"2020-01-02","x":2}]'],
    ['lines.jsonl', '{"t":"2020-01-01","x":1.5}\n{"t":"2020-01-02","x":2}\n'],
  ])('%s', async (name, content) => {
    const table = await opened(name, content);
    expect(table.dialect).toBeNull();
    expect(columnsOf(table)).toEqual({ t: [moment('2020-01-01T00:00Z'), moment('2020-01-02T00:00Z')], x: [1.5, 2] });
  });

  it('in Parquet, whatever its name', async () => {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const path = fileWith('columns.dat', 'x');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(
      `COPY (SELECT i, i::DECIMAL(9, 2) / 4 AS d, i % 2 = 0 AS even, 'w' || i AS word, [i] AS list, TIMESTAMP '2020-01-01' + INTERVAL (i) HOUR AS t
       FROM range(3) AS r(i)) TO '${path}' (FORMAT parquet)`,
    );
    connection.closeSync();
    const table = await open(path);
    expect(table.columns.map(({ type }) => type)).toEqual(['number', 'number', 'boolean', 'text', 'text', 'time']);
    expect(columnsOf(table)).toMatchObject({ i: [0, 1, 2], d: [0, 0.25, 0.5], even: [1, 0, 1] });
  });
});

describe('a file that is no table is refused in one sentence', () => {
  const noise = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3)) % 256));
  test.each([
    ['binary.csv', noise, 'binary.csv is not a table: it is no text but binary data'],
    ['picture.csv', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'it is a PNG picture'],
    ['workbook.csv', Buffer.from('PK\x03\x04', 'latin1'), 'save its sheet as CSV'],
    ['header.csv', 'a,b\n', 'header.csv has no rows of data: choose a file with at least one line below its header'],
    ['blank.csv', '\n\n  \n', 'blank.csv has no rows of data'],
    ['cut.parquet', 'PAR1 and then nothing', 'cut.parquet is not whole Parquet, as if it had been cut off'],
    ['cut.json', '[{"a":1},{"a":', 'cut.json is not whole JSON'],
  ])('%s', async (name, content, text) => {
    await expect(opened(name, content)).rejects.toThrow(Refusal);
    await expect(opened(name, content)).rejects.toThrow(text);
  });

  it('where most of its lines do not fit', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => (i % 5 < 2 ? `${i},2,3` : `${i},2`));
    const path = fileWith('torn.csv', `a,b,c\n${lines.join('\n')}\n`);
    await expect(open(path)).rejects.toThrow('Only 40 of the 100 lines of torn.csv can be read: line 4 has 2 of 3 fields. Mend the file');
  });
});

describe('the database behind it', () => {
  it('gives no numbers of a column that is not DOUBLE', async () => {
    const path = fileWith('numbers.csv', 'a,b\n1,2\n');
    const numbers = withDatabase(async (openOn) => {
      const database = await openOn(path);
      await database.run('CREATE TABLE file AS SELECT 1::FLOAT AS x');
      return database.numbers(['x']);
    });
    await expect(numbers).rejects.toThrow('A column of FLOAT was to be read as DOUBLE.');
  });

  test.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_csv('https://example.com/data.csv')",
    "COPY (SELECT 1) TO '/tmp/unroll-must-not-be.csv'",
    "ATTACH '/tmp/unroll-must-not-be.db'",
    'INSTALL httpfs',
    'LOAD httpfs',
    'SET enable_external_access = true',
  ])('refuses: %s', async (sql) => {
    const path = fileWith('allowed.csv', 'a,b\n1,2\n');
    await expect(withDatabase(async (openOn) => (await openOn(path)).run(sql))).rejects.toThrow(
      /Permission Error|configuration|Cannot change/,
    );
  });
});
