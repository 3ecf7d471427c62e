import type { Transport } from '../../engine/api';

/** A running engine, however it was forked. */
export interface EngineProcess {
  readonly transport: Transport;
  readonly pid: number | undefined;
  kill(): void;
  /** Called once, with the reason in words: `it ran out of memory`, `it was killed (SIGKILL)`. */
  onExit(handler: (reason: string) => void): void;
}

/** Starts an engine process: Electron's utility process on the desktop, Node's child process elsewhere. */
export type Fork = () => EngineProcess;

/** Why a process ended, from what the system says of it. */
export function exitReason(code: number | null, signal: string | null): string {
  if (signal === 'SIGKILL' || code === 9 || code === 137) return 'it was killed, by someone or for want of memory';
  if (signal === 'SIGABRT' || code === 134 || code === 6) return 'it ran out of memory or met a fault of its own';
  if (signal) return `it was ended by ${signal}`;
  return `it ended with code ${code}`;
}
