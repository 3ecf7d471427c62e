import { setImmediate } from 'node:timers/promises';
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBMaterializedResult,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { Refusal } from '../../api';
import { computingThreads } from '../../kernels/threads';
import { sumOf } from './scaler';

/** Parts of a result, of 2,048 rows each, after which the process answers others. */
const CHUNKS_AT_ONCE = 64;

/** DuckDB in memory, shut off from everything but one file. */
export interface Database {
  /** Carries out a statement. */
  run(sql: string, values?: Record<string, DuckDBValue>): Promise<void>;
  /** → rows of plain JavaScript values. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  /** Reads columns of `file`, in the order of its rows. cells: one DOUBLE for each column. */
  numbers(cells: readonly string[]): Promise<Selected>;
}

export interface Selected {
  readonly rows: number;
  /** → the columns, NaN where there is NULL. Meanwhile the database is free for other statements. */
  take(): Promise<readonly Numbers[]>;
}

export interface Numbers {
  readonly values: Float64Array;
  /** Every value is finite. */
  readonly isWhole: boolean;
}

/** The database, which reads this file and nothing else: no other file, no network, and nothing it is asked can change that. */
export type OpenOn = (path: string) => Promise<Database>;

/** Lends `work` a database, which is made while `work` still finds out which file it is for, and closed when `work` ends. */
export async function withDatabase<T>(work: (openOn: OpenOn) => Promise<T>): Promise<T> {
  const making = makeDatabase();
  // `openOn` tells of it, or the end.
  making.catch(() => undefined);
  try {
    return await work(async (path) => {
      const { connection } = await making;
      await confine(connection, path);
      return databaseOn(connection);
    });
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Out of Memory')) {
      throw new Refusal('The file is too large for the memory of this machine: take a part of it, or fewer columns.');
    }
    throw error;
  } finally {
    const { instance, connection } = await making;
    connection.closeSync();
    instance.closeSync();
  }
}

async function makeDatabase(): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(computingThreads()),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    // What does not fit into memory is refused, so it never writes files of its own.
    temp_directory: '',
  });
  return { instance, connection: await instance.connect() };
}

async function confine(connection: DuckDBConnection, path: string): Promise<void> {
  // The second is no file's name, but what a sniffer that expands wild cards compares with.
  await connection.run(`SET allowed_paths = [${literal(path)}, ${literal(withoutWildcards(path))}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run('SET lock_configuration = true');
}

function databaseOn(connection: DuckDBConnection): Database {
  return {
    run: async (sql, values) => {
      await connection.run(sql, values);
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJS(),
    numbers: async (cells) => {
      const result = await connection.run(`SELECT ${cells.join(', ')} FROM file`);
      // Other types would be read as if they were eight bytes of a DOUBLE.
      const other = result.columnTypes().find(({ typeId }) => typeId !== DuckDBTypeId.DOUBLE);
      if (other) throw new Error(`A column of ${other} was to be read as DOUBLE.`);
      return { rows: result.rowCount, take: () => takeNumbers(result, cells.length) };
    },
  };
}

async function takeNumbers(result: DuckDBMaterializedResult, width: number): Promise<readonly Numbers[]> {
  const columns = Array.from({ length: width }, () => ({ values: new Float64Array(result.rowCount), isWhole: true }));
  for (let index = 0, row = 0; index < result.chunkCount; index++) {
    const chunk = result.getChunk(index);
    for (const [at, column] of columns.entries()) {
      const doubles = doublesOf(chunk, at);
      column.values.set(doubles, row);
      // A sum is told three times as fast as each value is looked at, and is finite only where all of them are.
      column.isWhole &&= Number.isFinite(sumOf(doubles));
    }
    row += chunk.rowCount;
    if (index % CHUNKS_AT_ONCE === CHUNKS_AT_ONCE - 1) await setImmediate();
  }
  return columns;
}

/** A column of DOUBLE in one piece: the library's own vectors give numbers one by one, which takes most of a reading. */
function doublesOf({ chunk, rowCount }: DuckDBDataChunk, column: number): Float64Array {
  const vector = duckdb.data_chunk_get_vector(chunk, column);
  const { buffer, byteOffset } = duckdb.vector_get_data(vector, rowCount * Float64Array.BYTES_PER_ELEMENT);
  const values = new Float64Array(buffer, byteOffset, rowCount);
  // Bits in words of 64, the first row in the lowest; none at all where every row has a value.
  const known: Uint8Array | null = duckdb.vector_get_validity(vector, Math.ceil(rowCount / 64) * 8);
  if (known) {
    for (let row = 0; row < rowCount; row++) if ((((known[row >> 3] as number) >> (row & 7)) & 1) === 0) values[row] = Number.NaN;
  }
  return values;
}

/** A text as SQL writes it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A column's name as SQL writes it. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A path in which DuckDB sees no wild cards. */
export function withoutWildcards(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}
