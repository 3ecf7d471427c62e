import { type EngineStatus, type Message, messageSchema } from '../../engine/api';
import type { EngineProcess, Fork } from './process';

/** Deaths in a row, before the engine ever answered, after which it is not started again unasked. */
const MAX_FAILED_STARTS = 3;

export interface Supervisor {
  /** Sends a call to the engine; the reply comes back under the same id, a refusal if the engine dies before. */
  forward(call: Extract<Message, { is: 'call' }>, reply: (message: Message) => void): void;
  status(): EngineStatus;
  /** Starts the engine again after it was given up, or in place of a running one. */
  restart(): void;
  /** Ends the engine for good. */
  stop(): void;
}

/** Owns the engine process: starts it, starts it again when it dies, and says so. */
export function createSupervisor(given: {
  fork: Fork;
  onStatus: (status: EngineStatus) => void;
  onEvent: (event: Extract<Message, { is: 'event' }>) => void;
}): Supervisor {
  let engine: EngineProcess | undefined;
  let status: EngineStatus = { is: 'starting' };
  let failedStarts = 0;
  let stopped = false;
  const waiting = new Map<string, (message: Message) => void>();

  const become = (next: EngineStatus) => {
    status = next;
    given.onStatus(next);
  };

  const refuseAll = (reason: string) => {
    for (const [id, reply] of waiting) {
      reply({
        is: 'refused',
        id,
        text: `The engine stopped before it could answer: ${reason}. It is being started again; please repeat what you did.`,
      });
    }
    waiting.clear();
  };

  function start() {
    const started = given.fork();
    engine = started;
    waiting.set('supervisor', (message) => {
      if (message.is !== 'answer' || engine !== started) return;
      failedStarts = 0;
      become({ is: 'ready', pid: started.pid ?? 0 });
    });
    started.transport.onMessage((raw) => {
      const parsed = messageSchema.safeParse(raw);
      if (!parsed.success || engine !== started) return;
      const message = parsed.data;
      if (message.is === 'event') given.onEvent(message);
      else if (message.is !== 'call') {
        const reply = waiting.get(message.id);
        waiting.delete(message.id);
        reply?.(message);
      }
    });
    started.onExit((reason) => {
      if (engine !== started) return;
      engine = undefined;
      waiting.delete('supervisor');
      refuseAll(reason);
      if (stopped) return;
      if (status.is === 'starting') failedStarts++;
      if (failedStarts >= MAX_FAILED_STARTS) {
        become({ is: 'given up', reason });
        return;
      }
      become({ is: 'lost', reason });
      become({ is: 'starting' });
      start();
    });
    started.transport.send({ is: 'call', id: 'supervisor', name: 'engine.describe', payload: {} });
  }

  start();

  return {
    forward(call, reply) {
      if (!engine) {
        reply({ is: 'refused', id: call.id, text: 'The engine is not running. Start it again from the engine menu.' });
        return;
      }
      waiting.set(call.id, reply);
      engine.transport.send(call);
    },
    status: () => status,
    restart() {
      failedStarts = 0;
      const old = engine;
      engine = undefined;
      old?.kill();
      refuseAll('it was restarted');
      become({ is: 'starting' });
      start();
    },
    stop() {
      stopped = true;
      engine?.kill();
    },
  };
}
