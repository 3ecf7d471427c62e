import { DuckDBInstance } from '@duckdb/node-api';
import { type Measured, serveTasks } from './contestant';

/** DuckDB alone: the same file read into a table of its own. */
serveTasks(async (task): Promise<Measured> => {
  if (task.do !== 'read') throw new Error(`DuckDB is not asked to ${task.do}.`);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  await connection.run(`CREATE TABLE rows AS SELECT * FROM read_csv('${task.file.replaceAll("'", "''")}')`);
  const ms = performance.now() - started;
  connection.closeSync();
  return { ms, memory: process.resourceUsage().maxRSS * 1024 - before };
});
