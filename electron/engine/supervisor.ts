import { type Calls, calls, type EngineStatus, type Events, events, type JobKind, type Message, messageSchema } from '../../engine/api';
import type { EngineProcess } from '../../engine/host/fork';

/** Deaths in a row, before the engine ever answered or soon after, after which it is not started again unasked. */
const MAX_FAILED_STARTS = 3;

/** Milliseconds an engine may take to its first answer; one that needs longer hangs. */
const START_LIMIT = 30_000;

/**
 * Milliseconds after its first answer within which a death counts as a failed start, unless the engine told of work before: it answers at
 * once, and loads TensorFlow a while later.
 */
const PROBATION = 10_000;

/** The supervisor's own call, by which it knows that a new engine answers. */
const GREETING = 'supervisor';

/** Events that only an engine sends whose TensorFlow works. */
const WORK: ReadonlySet<string> = new Set(['train.progress', 'job.progress']);

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
  /** When the engine became ready; undefined before, and once it has shown that it works. */
  let readyAt: number | undefined;
  const waiting = new Map<string, Reply>();
  /** Jobs that the engine has under way, by name, with their kinds: they end with it. */
  const jobs = new Map<string, JobKind>();

  const become = (next: EngineStatus) => {
    status = next;
    given.onStatus(next);
  };

  const refuseAll = (text: string) => {
    waiting.delete(GREETING);
    const calls = [...waiting];
    waiting.clear();
    for (const [id, reply] of calls) reply({ is: 'refused', id, text });
    const lost = [...jobs];
    jobs.clear();
    for (const [job, kind] of lost) given.onEvent(endOfJob({ job, kind, end: { is: 'refused', text } }));
  };

  const proven = () => {
    readyAt = undefined;
    failedStarts = 0;
  };

  function start() {
    readyAt = undefined;
    const started = given.fork();
    engine = started;
    const limit = setTimeout(() => started.kill(), START_LIMIT);
    waiting.set(GREETING, (message) => {
      if (message.is !== 'answer') return;
      clearTimeout(limit);
      readyAt = performance.now();
      become({ is: 'ready', pid: started.pid ?? 0 });
    });
    started.transport.onMessage((raw) => {
      const parsed = messageSchema.safeParse(raw);
      if (!parsed.success || engine !== started) return;
      const message = parsed.data;
      if (message.is === 'event') {
        if (WORK.has(message.name)) proven();
        const ended = endedJob(message);
        if (ended !== undefined) jobs.delete(ended);
        given.onEvent(message);
      } else if (message.is !== 'call') {
        const reply = waiting.get(message.id);
        waiting.delete(message.id);
        reply?.(message);
      }
    });
    started.onExit((reason) => {
      clearTimeout(limit);
      if (engine !== started) return;
      engine = undefined;
      const isYoung = readyAt !== undefined && performance.now() - readyAt < PROBATION;
      failedStarts = status.is === 'starting' || isYoung ? failedStarts + 1 : 0;
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
      const begun = begunJob(call);
      if (begun) jobs.set(begun.job, begun.kind);
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

/** The job that a call starts. */
function begunJob({ name, payload }: Call): Calls['job.start']['in'] | undefined {
  return name === 'job.start' ? calls['job.start'].in.safeParse(payload).data : undefined;
}

/** The name of the job whose end an event tells. */
function endedJob({ name, payload }: Event): string | undefined {
  return name === 'job.ended' ? events['job.ended'].safeParse(payload).data?.job : undefined;
}

function endOfJob(payload: Events['job.ended']): Event {
  return { is: 'event', name: 'job.ended', payload };
}
