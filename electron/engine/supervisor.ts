import { type EngineStatus, type Message, messageSchema } from '../../engine/api';
import type { EngineProcess } from '../../engine/host/fork';

/** Deaths in a row, before the engine ever answered, after which it is not started again unasked. */
const MAX_FAILED_STARTS = 3;

/** Milliseconds an engine may take to its first answer; one that needs longer hangs. */
const START_LIMIT = 30_000;

/** The supervisor's own call, by which it knows that a new engine answers. */
const GREETING = 'supervisor';

type Call = Extract<Message, { is: 'call' }>;
type Event = Extract<Message, { is: 'event' }>;
type Reply = (message: Exclude<Message, Call | Event>) => void;

export interface Supervisor {
  /** Sends a call to the engine; the reply comes back under the same id, a refusal if the engine dies before. */
  forward(call: Call, reply: Reply): void;
  status(): EngineStatus;
  /** Starts the engine again after it was given up, or in place of a running one. */
  restart(): void;
  /** Ends the engine for good. */
  stop(): void;
}

/** Owns the engine process: starts it, starts it again when it dies, and says so. */
export function createSupervisor(given: {
  /** Starts an engine process: Electron's utility process on the desktop, Node's child process elsewhere. */
  fork: () => EngineProcess;
  onStatus: (status: EngineStatus) => void;
  onEvent: (event: Event) => void;
}): Supervisor {
  let engine: EngineProcess | undefined;
  let status: EngineStatus = { is: 'starting' };
  let failedStarts = 0;
  const waiting = new Map<string, Reply>();

  const become = (next: EngineStatus) => {
    status = next;
    given.onStatus(next);
  };

  const refuseAll = (text: string) => {
    waiting.delete(GREETING);
    const calls = [...waiting];
    waiting.clear();
    for (const [id, reply] of calls) reply({ is: 'refused', id, text });
  };

  function start() {
    const started = given.fork();
    engine = started;
    const limit = setTimeout(() => started.kill(), START_LIMIT);
    waiting.set(GREETING, (message) => {
      if (message.is !== 'answer') return;
      clearTimeout(limit);
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
      clearTimeout(limit);
      if (engine !== started) return;
      engine = undefined;
      if (status.is === 'starting') failedStarts++;
      const isGivenUp = failedStarts >= MAX_FAILED_STARTS;
      const next = isGivenUp
        ? 'It fails each time it is started: see the log, then choose "Restart the engine".'
        : 'It is being started again; please repeat what you did.';
      refuseAll(`The engine stopped before it could answer: ${reason}. ${next}`);
      if (isGivenUp) {
        become({ is: 'given up', reason });
        return;
      }
      become({ is: 'lost', reason });
      become({ is: 'starting' });
      start();
    });
    started.transport.send({ is: 'call', id: GREETING, name: 'engine.describe', payload: {} });
  }

  const abandon = (text: string) => {
    const old = engine;
    engine = undefined;
    refuseAll(text);
    old?.kill();
  };

  start();

  return {
    forward(call, reply) {
      if (!engine) {
        reply({ is: 'refused', id: call.id, text: 'The engine is not running: choose "Restart the engine" to try again.' });
        return;
      }
      waiting.set(call.id, reply);
      engine.transport.send(call);
    },
    status: () => status,
    restart() {
      failedStarts = 0;
      abandon('The engine was started anew before it could answer; please repeat what you did.');
      become({ is: 'starting' });
      start();
    },
    stop: () => abandon('The program is closing.'),
  };
}
