import { join } from 'node:path';
import log from 'electron-log/node';

/** Bytes after which a log file is put aside as `.old.log`, so that two of them at most are kept. */
const MAX_BYTES = 5 * 1024 * 1024;

export interface Log {
  readonly path: string;
  info(text: string): void;
  error(error: unknown): void;
}

/** Writes to `logs/unroll.log` under `home`; errors also go to standard error. */
export function openLog(home: string): Log {
  const path = join(home, 'logs', 'unroll.log');
  log.transports.file.resolvePathFn = () => path;
  log.transports.file.maxSize = MAX_BYTES;
  log.transports.console.level = 'error';
  return {
    path,
    info: (text) => log.info(text),
    error: (error) => log.error(error),
  };
}
