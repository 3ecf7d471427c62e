import { fork } from 'node:child_process';
import { add, type Transport } from '../api';
import { PARENT } from './parent';

/** A running engine as the process that forked it sees it. */
export interface EngineProcess {
  readonly transport: Transport;
  /** Undefined until the system has started it. */
  readonly pid: number | undefined;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
  /** Called once, with the reason in words: `it was killed`. */
  onExit(handler: (reason: string) => void): void;
}

/** Forks the engine as a child process of Node, for browser and command line. `entry`: path of its built entry. */
export function forkChild(entry: string, { execArgv = [] }: { execArgv?: string[] } = {}): EngineProcess {
  const child = fork(entry, [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Keeps NaN, dates and typed arrays as they are, as Electron's messages do.
    serialization: 'advanced',
    env: { ...process.env, [PARENT]: String(process.pid) },
    execArgv,
  });
  const closes = new Set<() => void>();
  const messages = new Set<(message: unknown) => void>();
  child.on('message', (message) => {
    for (const handler of messages) handler(message);
  });
  child.on('disconnect', () => {
    for (const handler of closes) handler();
  });
  return {
    transport: {
      send: (message) => {
        // A call to an engine that has just died is answered by its exit.
        if (child.connected) child.send(message, () => undefined);
      },
      onMessage: (handler) => add(messages, handler),
      onClose: (handler) => add(closes, handler),
      close: () => {
        if (child.connected) child.disconnect();
      },
    },
    pid: child.pid,
    kill: () => child.kill('SIGKILL'),
    onExit: (handler) => {
      let told = false;
      const tell = (reason: string) => {
        if (!told) handler(reason);
        told = true;
      };
      child.once('exit', (code, signal) => tell(exitReason(code, signal)));
      child.once('error', (error) => tell(`it could not be started (${error.message})`));
    },
  };
}

const SIGNALS: Record<number, string> = { 4: 'SIGILL', 5: 'SIGTRAP', 6: 'SIGABRT', 9: 'SIGKILL', 11: 'SIGSEGV', 15: 'SIGTERM' };

/** Why a process ended, from what the system says of it. Electron and shells tell a signal by its number, alone or from 128. */
export function exitReason(code: number | null, signal: string | null): string {
  const name = signal ?? (code === null ? undefined : (SIGNALS[code] ?? SIGNALS[code - 128]));
  switch (name) {
    case undefined:
      // Electron may hear that the line is gone before it hears how the process ended.
      return code === 0 ? 'it ended without saying why' : `it ended with code ${code}`;
    case 'SIGKILL':
      return 'it was killed, by someone or by the system for want of memory';
    case 'SIGABRT':
    case 'SIGTRAP':
    case 'SIGILL':
      return 'it ran out of memory or met a fault of its own';
    case 'SIGSEGV':
      return 'it met a fault in native code';
    default:
      return `it was ended by ${name}`;
  }
}
