import type { Emit, EngineCallName, Handlers } from '../api';
import { dataHandlers } from './data';
import { documentHandlers } from './documents';
import { inspectionHandlers } from './inspection';
import { resultHandlers } from './results';
import { trainingHandlers } from './training';

export interface Host {
  readonly handlers: Handlers<EngineCallName>;
  /** Gives the host the line its events go out on. */
  attach(emit: Emit): void;
}

/** The engine's answers, each part of them in a file of its own. */
export function createHost(): Host {
  const listeners: Emit[] = [];
  const emit: Emit = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };
  let underWay = 0;
  /** Counts the calls that are being answered, to which training gives way. */
  const counted = (handlers: Handlers<EngineCallName>) =>
    Object.fromEntries(
      Object.entries(handlers).map(([name, handler]) => {
        const answer = async (payload: never) => {
          underWay++;
          try {
            return await handler(payload);
          } finally {
            underWay--;
          }
        };
        return [name, answer];
      }),
    ) as Handlers<EngineCallName>;
  return {
    handlers: counted({
      ...documentHandlers(emit),
      ...dataHandlers(),
      ...trainingHandlers(emit, { isAsked: () => underWay > 0 }),
      ...resultHandlers(emit),
      ...inspectionHandlers(),
    }),
    attach: (listener) => listeners.push(listener),
  };
}
