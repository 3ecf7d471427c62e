import { type Client, createClient } from '../api';
import type { EngineProcess } from '../host/fork';
import { Interrupted } from './exit';

/** What a command works with. */
export interface Session {
  readonly engine: Client;
  /** Rejects when the engine dies; never resolves. */
  readonly lost: Promise<never>;
  /** Resolves at the first Ctrl-C. The second one ends the command at once. */
  readonly interrupted: Promise<void>;
  /** A result, on standard output. */
  print(line: string): void;
  /** Text without a line end, on standard output. */
  write(text: string): void;
  /** What is no result: progress, remarks; on standard error. */
  remark(line: string): void;
}

/** Where a session prints, and what tells it of Ctrl-C. */
export interface Terminal {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown };
  /** → stops listening. */
  onInterrupt(handler: () => void): () => void;
  /** Ends at once. */
  abort(): void;
}

/** Forks the engine, does the work and ends the engine, whatever becomes of it. */
export async function withEngine<T>(fork: () => EngineProcess, terminal: Terminal, work: (session: Session) => Promise<T>): Promise<T> {
  const process = fork();
  // Calls under way when the engine dies stay open: the exit, which follows, knows the reason.
  const engine = createClient({ ...process.transport, onClose: () => () => undefined });
  const lost = new Promise<never>((_resolve, reject) => {
    process.onExit((reason) => reject(new Error(`The engine stopped: ${reason}.`)));
  });
  // A session that is over has no use for it.
  lost.catch(() => undefined);
  let interrupts = 0;
  let stopListening = () => {};
  const interrupted = new Promise<void>((resolve) => {
    stopListening = terminal.onInterrupt(() => {
      if (++interrupts > 1) terminal.abort();
      resolve();
    });
  });
  try {
    return await Promise.race([
      lost,
      work({
        engine,
        lost,
        interrupted,
        print: (line) => terminal.out.write(`${line}\n`),
        write: (text) => terminal.out.write(text),
        remark: (line) => terminal.err.write(`${line}\n`),
      }),
    ]);
  } finally {
    stopListening();
    process.kill();
  }
}

/** Gives work up at Ctrl-C; for work that leaves nothing half done. */
export function orInterrupted<T>(session: Session, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    session.interrupted.then(() => {
      throw new Interrupted();
    }),
  ]);
}
