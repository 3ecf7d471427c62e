import { vi } from 'vitest';
import { createTransportPair, type Emit, type EngineCallName, type Handlers, type RunState, type RunSummary, serve } from '../../api';
import type { EngineProcess } from '../../host/fork';
import { emptyProject } from '../../project';
import { runCommandLine } from '../program';
import { type Terminal, withEngine } from '../session';

export type Fake = Partial<Handlers<EngineCallName>>;

/** What a test steers with. */
export interface Given {
  readonly emit: Emit;
  readonly die: (reason: string) => void;
  /** Ctrl-C. */
  readonly interrupt: () => void;
}

/** Runs a command against an engine of the test's making. */
export async function runWith(
  args: readonly string[],
  engine: (given: Given) => Fake = () => ({}),
  { isWatched = false, wait = async () => undefined }: { isWatched?: boolean; wait?: (milliseconds: number) => Promise<void> } = {},
) {
  let out = '';
  let err = '';
  const interrupts = new Set<() => void>();
  const abort = vi.fn();
  const terminal: Terminal = {
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
    onInterrupt(handler) {
      interrupts.add(handler);
      return () => interrupts.delete(handler);
    },
    abort,
  };
  const kill = vi.fn();
  const fork = (): EngineProcess => {
    const [near, far] = createTransportPair();
    const exits = new Set<(reason: string) => void>();
    let emit: Emit = () => undefined;
    const handlers = engine({
      emit: (name, payload) => emit(name, payload),
      die: (reason) => {
        near.close();
        for (const handler of exits) handler(reason);
      },
      interrupt: () => {
        for (const handler of interrupts) handler();
      },
    });
    emit = serve(far, { 'project.open': () => ({ project: emptyProject }), ...handlers } as Handlers<EngineCallName>, () => undefined);
    return { transport: near, pid: 1, kill, onExit: (handler) => exits.add(handler) };
  };
  const served = vi.fn(async () => 0 as const);
  const code = await runCommandLine(args, {
    withEngine: (work) => withEngine(fork, terminal, work),
    serve: served,
    print: (text) => (out += text),
    complain: (text) => (err += `${text}\n`),
    isWatched,
    wait,
  });
  return { code, out, err, lines: out.trim().split('\n'), kill, abort, served };
}

export function summaryOf(changes: Partial<RunSummary> = {}): RunSummary {
  return {
    run: 'maple',
    word: 'maple',
    startedAt: '2026-11-20T14:32:05Z',
    state: 'finished',
    epochs: 2,
    batch: 0,
    epochsPlanned: 2,
    elsewhere: false,
    seconds: 65,
    fingerprint: 'f00d',
    recipe: 'r',
    seed: 1,
    parameters: 10,
    architecture: 'LSTM 2',
    optimiser: 'adam',
    last: { loss: 0.25, accuracy: 1 },
    best: { epoch: 1, metrics: { loss: 0.2 } },
    hasCheckpoint: true,
    note: null,
    bytes: 1_200_000,
    ...changes,
  };
}

/** An engine whose run goes through two epochs, or until it is stopped. */
export function training({ emit }: { emit: Emit }, state: RunState = 'finished', seen: unknown[] = []): Fake {
  const summary = summaryOf({ state, note: state === 'diverged' ? 'The loss became NaN: take a smaller learning rate.' : null });
  const end = (projectPath: string) => emit('train.ended', { projectPath, summary });
  return {
    'train.start': ({ project, projectPath }) => {
      seen.push({ epochs: project.training.epochs, seed: project.seed, projectPath });
      // Sent before the answer, and from a run that is none of ours.
      emit('train.epoch', { projectPath, run: 'other', record: { epoch: 9, metrics: { loss: 9 }, seconds: 1 }, checkpoint: false });
      for (const epoch of [1, 2]) {
        emit('train.epoch', { projectPath, run: 'maple', record: { epoch, metrics: { loss: 1 / epoch }, seconds: 1 }, checkpoint: true });
      }
      if (state !== 'stopped') end(projectPath);
      return { run: 'maple' };
    },
    'train.stop': ({ projectPath }) => {
      seen.push('stop');
      end(projectPath);
      return undefined;
    },
  };
}
