import { setImmediate } from 'node:timers/promises';
import { type DuckDBConnection, DuckDBDoubleVector, DuckDBInstance, type DuckDBValue, type DuckDBVector } from '@duckdb/node-api';
import { Refusal } from '../../api';
import { availableParallelism } from '../../kernels/threads';

/** Parts of a result, of 2,048 rows each, after which the process answers others. */
const CHUNKS_AT_ONCE = 64;

/** DuckDB in memory, shut off from everything but one file. */
export interface Database {
  /** Carries out a statement. */
  run(sql: string, values?: Record<string, DuckDBValue>): Promise<void>;
  /** → rows of plain JavaScript values. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  /**
   * → columns of `file`, in the order of its rows. cells: one DOUBLE for each column, never NULL. allow: throws where there are
   * too many rows to be held.
   */
  numbers(cells: readonly string[], allow: (rows: number) => void): Promise<readonly Float64Array[]>;
}

/**
 * Opens a database that can read `path` and nothing else: no other file, no network, no extension, and nothing it is asked
 * can change that. It is closed when `work` ends.
 */
export async function withDatabase<T>(path: string, work: (database: Database) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(availableParallelism()),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    // What does not fit into memory is refused, so it never writes files of its own.
    temp_directory: '',
  });
  const connection = await instance.connect();
  try {
    // The second is no file's name, but what a sniffer that expands wild cards compares with.
    await connection.run(`SET allowed_paths = [${literal(path)}, ${literal(withoutWildcards(path))}]`);
    await connection.run('SET enable_external_access = false');
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run('SET lock_configuration = true');
    return await work(databaseOn(connection));
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Out of Memory')) {
      throw new Refusal('The file is too large for the memory of this machine: take a part of it, or fewer columns.');
    }
    throw error;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function databaseOn(connection: DuckDBConnection): Database {
  return {
    run: async (sql, values) => {
      await connection.run(sql, values);
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJS(),
    numbers: async (cells, allow) => {
      const result = await connection.run(`SELECT ${cells.join(', ')} FROM file`);
      allow(result.rowCount);
      const columns = cells.map(() => new Float64Array(result.rowCount));
      for (let index = 0, row = 0; index < result.chunkCount; index++) {
        const chunk = result.getChunk(index);
        for (const [column, values] of columns.entries()) values.set(doublesOf(chunk.getColumnVector(column)), row);
        row += chunk.rowCount;
        if (index % CHUNKS_AT_ONCE === CHUNKS_AT_ONCE - 1) await setImmediate();
      }
      return columns;
    },
  };
}

/** The numbers of a vector in one piece. The library has no way of its own to them but one by one, which takes most of a reading. */
function doublesOf(vector: DuckDBVector): Float64Array {
  if (!(vector instanceof DuckDBDoubleVector)) throw new Error(`A column of ${vector.type} was read as DOUBLE.`);
  const items: unknown = Reflect.get(vector, 'items');
  return items instanceof Float64Array
    ? items
    : Float64Array.from({ length: vector.itemCount }, (_, row) => vector.getItem(row) ?? Number.NaN);
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
