import type { z } from 'zod';
import { engineCalls, engineEvents } from './engine';
import { inspectionCalls } from './inspection';
import { jobCalls, jobEvents } from './jobs';
import { resultCalls } from './results';
import { shellCalls, shellEvents } from './shell';
import { trainingCalls, trainingEvents } from './training';
import type { RefusalCode } from './transport';

/** Everything that crosses a process boundary: calls with their answers, and events. */

export const calls = {
  ...engineCalls,
  ...trainingCalls,
  ...resultCalls,
  ...inspectionCalls,
  ...jobCalls,
  ...shellCalls,
} as const;
export const events = { ...engineEvents, ...trainingEvents, ...jobEvents, ...shellEvents } as const;

type Contract = typeof calls;
export type CallName = keyof Contract;
export type Calls = { readonly [K in CallName]: { in: z.infer<Contract[K]['in']>; out: z.infer<Contract[K]['out']> } };

export type EventName = keyof typeof events;
export type Events = { readonly [K in EventName]: z.infer<(typeof events)[K]> };

/** Calls that the shell answers itself; all others go to the engine. */
export type ShellCallName = keyof typeof shellCalls;
export type EngineCallName = Exclude<CallName, ShellCallName>;

/** What a handler returns; nothing where the contract has no answer. */
type Answer<K extends CallName> = Calls[K]['out'] extends Record<string, never> ? undefined : Calls[K]['out'];

/** Answers for a set of calls. */
export type Handlers<K extends CallName> = { readonly [N in K]: (request: Calls[N]['in']) => Promise<Answer<N>> | Answer<N> };

export type Emit = <K extends EventName>(name: K, payload: Events[K]) => void;

/** A request that cannot be granted, in a sentence for the person who made it; everything else that is thrown is a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    text: string,
    readonly code?: RefusalCode,
  ) {
    super(text);
  }
}

/**
 * The key of an event that a later one with the same key makes stale, so that a slow line may leave it out; undefined for an event
 * that must arrive.
 */
export function staleKey({ name, payload }: { name: string; payload: unknown }): string | undefined {
  if (name === 'engine.memory') return name;
  if (name !== 'train.progress') return undefined;
  const progress = events[name].safeParse(payload);
  return progress.success ? `${name} ${progress.data.projectPath} ${progress.data.run}` : undefined;
}
