import type { Emit, EngineCallName, Handlers } from '../api';
import { dataJobs } from './data';
import { documentHandlers } from './documents';
import { createIdle, type Idle } from './idle';
import { inspectionHandlers } from './inspection';
import { jobHandlers } from './jobs';
import { resultHandlers } from './results';
import { trainingHandlers } from './training';

export interface Host {
  readonly handlers: Handlers<EngineCallName>;
  /** Gives the host the line its events go out on. */
  attach(emit: Emit): void;
  /** Carries `work` out once nothing was asked for so many milliseconds. */
  readonly whenIdle: Idle['once'];
}

/** The engine's answers, each part of them in a file of its own. */
export function createHost(): Host {
  const listeners: Emit[] = [];
  const emit: Emit = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };
  const idle = createIdle();
  /** Counts the calls that are being answered, to which training gives way. */
  const counted = (handlers: Handlers<EngineCallName>) =>
    Object.fromEntries(
      Object.entries(handlers).map(([name, handler]) => {
        const answer = async (payload: never) => {
          const end = idle.begin();
          try {
            return await handler(payload);
          } finally {
            end();
          }
        };
        return [name, answer];
      }),
    ) as Handlers<EngineCallName>;
  const results = resultHandlers();
  return {
    handlers: counted({
      ...documentHandlers(emit),
      ...trainingHandlers(emit, idle),
      ...results.calls,
      ...jobHandlers(emit, { ...dataJobs(), ...results.jobs }, idle.begin),
      ...inspectionHandlers(),
    }),
    attach: (listener) => listeners.push(listener),
    whenIdle: idle.once,
  };
}
