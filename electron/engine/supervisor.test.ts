import { describe, expect, test, vi } from 'vitest';
import { add, type EngineStatus, type Message } from '../../engine/api';
import type { EngineProcess } from '../../engine/host/fork';
import { createSupervisor } from './supervisor';

/** An engine that does what the test says. */
function fakeEngine(pid: number) {
  const messages = new Set<(message: unknown) => void>();
  const exits = new Set<(reason: string) => void>();
  const sent: Message[] = [];
  const process: EngineProcess = {
    transport: {
      send: (message) => sent.push(message),
      onMessage: (handler) => add(messages, handler),
      onClose: () => () => undefined,
      close: () => undefined,
    },
    pid,
    kill: vi.fn(),
    onExit: (handler) => exits.add(handler),
  };
  return {
    process,
    sent,
    say: (message: unknown) => {
      for (const handler of messages) handler(message);
    },
    die: (reason = 'it was killed') => {
      for (const handler of exits) handler(reason);
    },
    greet() {
      this.say({ is: 'answer', id: sent[0] && 'id' in sent[0] ? sent[0].id : '', payload: {} });
    },
  };
}

function supervise() {
  const engines: ReturnType<typeof fakeEngine>[] = [];
  const statuses: EngineStatus[] = [];
  const events: Message[] = [];
  const supervisor = createSupervisor({
    fork() {
      const engine = fakeEngine(100 + engines.length);
      engines.push(engine);
      return engine.process;
    },
    onStatus: (status) => statuses.push(status),
    onEvent: (event) => events.push(event),
  });
  const engine = (index = engines.length - 1) => {
    const found = engines[index];
    if (!found) throw new Error(`There is no engine ${index}.`);
    return found;
  };
  return { supervisor, engine, engines, statuses, events };
}

const call = (id: string) => ({ is: 'call' as const, id, name: 'runs.list', payload: {} });

describe('the supervisor', () => {
  test('says that the engine is ready once it has answered', () => {
    const { supervisor, engine, statuses } = supervise();
    expect(supervisor.status()).toEqual({ is: 'starting' });
    engine().greet();
    expect(statuses).toEqual([{ is: 'ready', pid: 100 }]);
  });

  test('tells of twenty deaths in the midst of training, in order, and starts the engine each time', () => {
    const { engine, statuses, engines } = supervise();
    engine().greet();
    for (let death = 1; death <= 20; death++) {
      statuses.length = 0;
      engine().say({ is: 'event', name: 'train.progress', payload: {} });
      engine().die('it was killed');
      engine().greet();
      expect(statuses).toEqual([{ is: 'lost', reason: 'it was killed' }, { is: 'starting' }, { is: 'ready', pid: 100 + death }]);
    }
    expect(engines).toHaveLength(21);
  });

  test('answers every call that was under way with a sentence when the engine dies', () => {
    const { supervisor, engine } = supervise();
    engine().greet();
    const replies: Message[] = [];
    for (const id of ['1', '2', '3']) supervisor.forward(call(id), (reply) => replies.push(reply));
    engine().say({ is: 'answer', id: '2', payload: [] });
    engine().die('it ran out of memory');
    expect(replies.map((reply) => reply.is)).toEqual(['answer', 'refused', 'refused']);
    expect(replies[1]).toMatchObject({ id: '1', text: expect.stringContaining('it ran out of memory') });
  });

  test('gives up after three deaths without an answer, and starts again when asked', () => {
    const { supervisor, engine, engines } = supervise();
    for (let death = 0; death < 3; death++) engine().die('it ended with code 1');
    expect(supervisor.status()).toEqual({ is: 'given up', reason: 'it ended with code 1' });
    expect(engines).toHaveLength(3);
    const replies: Message[] = [];
    supervisor.forward(call('1'), (reply) => replies.push(reply));
    expect(replies).toMatchObject([{ is: 'refused', id: '1' }]);

    supervisor.restart();
    engine().greet();
    expect(supervisor.status()).toEqual({ is: 'ready', pid: 103 });
  });

  test('kills an engine that hangs before its first answer', () => {
    vi.useFakeTimers();
    try {
      const { engine } = supervise();
      vi.advanceTimersByTime(60_000);
      expect(engine().process.kill).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });

  test('hears nothing more of an engine it has replaced', () => {
    const { supervisor, engine, events, statuses } = supervise();
    engine().greet();
    supervisor.restart();
    expect(engine(0).process.kill).toHaveBeenCalledOnce();
    engine(0).say({ is: 'event', name: 'engine.memory', payload: {} });
    statuses.length = 0;
    engine(0).die();
    expect(events).toEqual([]);
    expect(statuses).toEqual([]);
  });

  test('lets the engine rest once it is stopped', () => {
    const { supervisor, engine, engines } = supervise();
    engine().greet();
    supervisor.stop();
    engine(0).die();
    expect(engines).toHaveLength(1);
  });

  test('passes events on and drops what is no message', () => {
    const { engine, events } = supervise();
    const event = { is: 'event', name: 'engine.memory', payload: { bytes: 1, tensors: 0 } };
    for (const raw of [event, null, 'text', { is: 'event' }, { is: 'call', id: '1', name: 'x', payload: {} }]) engine().say(raw);
    expect(events).toEqual([event]);
  });

  test('gives up an engine that answers, and dies each time it is to do something', () => {
    const { engine, engines, statuses } = supervise();
    for (let death = 1; death <= 3; death++) {
      engine().greet();
      engine().die();
    }
    expect(engines).toHaveLength(3);
    expect(statuses.at(-1)).toMatchObject({ is: 'given up' });
  });

  test('goes on starting one that had worked before it died', () => {
    const { engine, engines } = supervise();
    for (let death = 1; death <= 5; death++) {
      engine().greet();
      engine().say({ is: 'event', name: 'train.progress', payload: {} });
      engine().die();
    }
    expect(engines).toHaveLength(6);
  });

  test('goes on starting one that lived for a while', () => {
    const clock = vi.spyOn(performance, 'now');
    const { engine, engines } = supervise();
    for (let death = 1; death <= 5; death++) {
      clock.mockReturnValue(death * 60_000);
      engine().greet();
      clock.mockReturnValue(death * 60_000 + 11_000);
      engine().die();
    }
    clock.mockRestore();
    expect(engines).toHaveLength(6);
  });

  test('tells the end of every job that died with its engine, once', () => {
    const { supervisor, engine, events } = supervise();
    engine().greet();
    const start = (job: string) => ({ is: 'call' as const, id: job, name: 'job.start', payload: { job, kind: 'evaluate', request: {} } });
    for (const job of ['one', 'two']) supervisor.forward(start(job), () => undefined);
    engine().say({ is: 'event', name: 'job.ended', payload: { job: 'one', kind: 'evaluate', end: { is: 'cancelled' } } });
    engine().die('it was killed');
    expect(events.slice(1)).toEqual([
      {
        is: 'event',
        name: 'job.ended',
        payload: {
          job: 'two',
          kind: 'evaluate',
          end: { is: 'refused', text: expect.stringContaining('before it could answer: it was killed') },
        },
      },
    ]);
  });
});
