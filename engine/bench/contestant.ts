import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Request } from '../parity/request';
import type { BenchCase } from './cases';

/** One program that can do some of the tasks, in a process of its own, so that none warms up or slows down another. */
export interface Contestant {
  readonly name: string;
  /** Milliseconds and whatever else the task measures. Throws what the process could not do. */
  ask(task: Task): Promise<Measured>;
  end(): void;
}

export type Task =
  /** Makes the network, and takes steps that are not timed: a training is thousands of them. */
  | { readonly do: 'prepare'; readonly bench: BenchCase; readonly request: Pick<Request, 'nodes' | 'losses'> }
  /** → milliseconds a training step. */
  | { readonly do: 'train'; readonly steps: number }
  /** → milliseconds a batch. */
  | { readonly do: 'predict'; readonly batches: number }
  /** Program 13, a character at a time → milliseconds a character. */
  | { readonly do: 'generate'; readonly characters: number }
  /** From a CSV file to the first batch → milliseconds, and bytes of memory at most above the start. */
  | { readonly do: 'read'; readonly file: string };

export interface Measured {
  readonly ms: number;
  readonly memory?: number;
  /** Milliseconds of a training step that recurrent layers take, forward and backward; ours alone can tell. */
  readonly layers?: number;
  /** Operations of TensorFlow in one training step. */
  readonly operations?: number;
}

export function startContestant(
  name: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Contestant {
  const child: ChildProcess = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(String(chunk)));
  const waiting: { resolve: (measured: Measured) => void; reject: (error: Error) => void }[] = [];
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => {
    if (!line.startsWith('{')) return;
    const answer = JSON.parse(line) as Measured & { error?: string };
    const asked = waiting.shift();
    if (answer.error) asked?.reject(new Error(`${name}: ${answer.error}`));
    else asked?.resolve(answer);
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`${name} ended with ${code}:\n${said.join('').slice(-2000)}`));
  });
  return {
    name,
    ask: (task) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin?.write(`${JSON.stringify(task)}\n`);
      }),
    end: () => child.kill(),
  };
}

/** The other end: answers tasks until standard input ends. */
export function serveTasks(answer: (task: Task) => Promise<Measured>): void {
  const lines = createInterface({ input: process.stdin });
  let queue = Promise.resolve();
  lines.on('line', (line) => {
    queue = queue.then(async () => {
      const reply = await answer(JSON.parse(line) as Task).catch((error: unknown) => ({ error: String(error) }));
      process.stdout.write(`${JSON.stringify(reply)}\n`);
    });
  });
  lines.on('close', () => queue.then(() => process.exit(0)));
}
