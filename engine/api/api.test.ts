import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createClient } from './client';
import { type EngineCallName, type Handlers, Refusal, staleKey } from './contract';
import { answer, serve } from './server';
import { createTransportPair, type Message } from './transport';

/** A client and a server with the given answers, in one process. */
function connect(handlers: Partial<Handlers<EngineCallName>>) {
  const [near, far] = createTransportPair();
  const report = vi.fn();
  const emit = serve(far, handlers as Handlers<EngineCallName>, report);
  return { client: createClient(near), emit, report, far, near };
}

const info = { version: '1', node: '16', tensorflow: '2', kernels: 'plain' as const, threads: 2, memoryLimit: 1, pid: 1 };

describe('a call', () => {
  test('is answered', async () => {
    const { client } = connect({ 'engine.describe': () => info });
    expect(await client.call('engine.describe', {})).toEqual(info);
  });

  test('is answered each by its own answer, in whatever order they come', async () => {
    const owed = new Map<string, () => void>();
    const { client } = connect({
      'project.parse': async ({ text }) => {
        await new Promise<void>((resolve) => owed.set(text, resolve));
        throw new Refusal(text);
      },
    });
    const came: string[] = [];
    const answers = ['a', 'b', 'c'].map((text) =>
      client.call('project.parse', { text }).catch((error: Error) => {
        came.push(text);
        return error.message;
      }),
    );
    await vi.waitFor(() => expect(owed.size).toBe(3));
    for (const text of ['b', 'c', 'a']) owed.get(text)?.();
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c']);
    expect(came).toEqual(['b', 'c', 'a']);
  });

  test('whose request is not of the contract reaches no handler', async () => {
    const handler = vi.fn(() => info);
    const { client } = connect({ 'engine.describe': handler });
    await expect(client.call('engine.describe', { extra: 1 } as never)).rejects.toBeInstanceOf(Refusal);
    expect(handler).not.toHaveBeenCalled();
  });

  test('whose answer is not of the contract is a fault, not an answer', async () => {
    const { client } = connect({ 'engine.describe': () => ({ ...info, pid: 'one' }) as never });
    await expect(client.call('engine.describe', {})).rejects.toThrow('has not the form of the contract');
  });

  test('that is refused says why; one that fails is a fault and is reported', async () => {
    const { client, report } = connect({
      'project.open': () => {
        throw new Refusal('There is no file x.');
      },
      'templates.list': () => {
        throw new TypeError('x is undefined');
      },
    });
    await expect(client.call('project.open', { path: 'x' })).rejects.toMatchObject({ name: 'Refusal', message: 'There is no file x.' });
    await expect(client.call('templates.list', {})).rejects.toMatchObject({ name: 'Error', message: 'templates.list: x is undefined' });
    expect(report).toHaveBeenCalledOnce();
  });

  test('is refused when the line goes, and at once when it has gone', async () => {
    const { client, near } = connect({ 'engine.describe': () => new Promise(() => undefined) });
    const waiting = client.call('engine.describe', {});
    near.close();
    await expect(waiting).rejects.toBeInstanceOf(Refusal);
    await expect(client.call('engine.describe', {})).rejects.toBeInstanceOf(Refusal);
  });

  test.each(['constructor', '__proto__', 'toString', 'nothing', ''])('by the name %j is none', async (name) => {
    const reply = await answer({} as Handlers<EngineCallName>, { id: '1', name, payload: {} }, () => undefined);
    expect(reply).toMatchObject({ is: 'failed', id: '1' });
  });
});

describe('an event', () => {
  const memory = { bytes: 5, tensors: 2 };

  test('reaches those who listen, until they stop', async () => {
    const { client, emit } = connect({});
    const heard = vi.fn();
    const stop = client.on('engine.memory', heard);
    emit('engine.memory', memory);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(memory));
    stop();
    const other = vi.fn();
    client.on('engine.memory', other);
    emit('engine.memory', memory);
    await vi.waitFor(() => expect(other).toHaveBeenCalledOnce());
    expect(heard).toHaveBeenCalledOnce();
  });

  test('that is not of the contract is not sent', () => {
    const { emit } = connect({});
    expect(() => emit('engine.memory', { bytes: -1, tensors: 0.5 })).toThrow();
  });

  test('of text, of an epoch or of an end is never stale; memory and progress are, each run for itself', () => {
    expect(staleKey({ name: 'job.progress', payload: {} })).toBeUndefined();
    expect(staleKey({ name: 'train.epoch', payload: {} })).toBeUndefined();
    expect(staleKey({ name: 'train.ended', payload: {} })).toBeUndefined();
    expect(staleKey({ name: 'engine.status', payload: {} })).toBeUndefined();
    expect(staleKey({ name: 'engine.memory', payload: memory })).toBe('engine.memory');
  });
});

test('a server answers nothing to what is no call, whatever comes', async () => {
  const { far, near } = connect({ 'engine.describe': () => info });
  const heard: Message[] = [];
  near.onMessage((message) => heard.push(message as Message));
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // Only what is a call by its whole form is one.
      const isCall = typeof value === 'object' && value !== null && 'is' in value && value.is === 'call';
      fc.pre(!isCall);
      near.send(value as unknown as Message);
    }),
  );
  near.send({ is: 'call', id: 'last', name: 'engine.describe', payload: {} });
  await vi.waitFor(() => expect(heard).toContainEqual({ is: 'answer', id: 'last', payload: info }));
  expect(heard).toHaveLength(1);
  far.close();
});

describe('a job', () => {
  const halfway = { share: 0.5, perSecond: 1, secondsLeft: 2 };
  const settings = { seedText: 'a', length: 2, temperature: 0, topK: null, seed: 1 };
  const request = { projectPath: '/p', run: 'fern', settings };
  /** An engine that tells of the job that was started last. */
  function withJobs() {
    let job = '';
    const cancelled = vi.fn();
    const connected = connect({
      'job.start': (start) => {
        if (start.kind === 'evaluate') throw new Refusal('Nobody evaluates here.');
        job = start.job;
        return undefined;
      },
      'job.cancel': cancelled,
    });
    const tell = (news: object, of = job) => connected.emit('job.progress', { job: of, kind: 'generate', progress: halfway, news });
    const end = (how: Parameters<typeof connected.emit<'job.ended'>>[1]['end'], of = job) =>
      connected.emit('job.ended', { job: of, kind: 'generate', end: how });
    return { ...connected, tell, end, cancelled, begun: () => vi.waitFor(() => expect(job).not.toBe('')) };
  }
  const words = (text: string) => ({ text, candidates: [] });

  test('tells what is new of it and nothing of others, and gives its result', async () => {
    const { client, tell, end, begun } = withJobs();
    const heard: string[] = [];
    const { result } = client.job('generate', request, ({ share }, { text }) => heard.push(`${share} ${text}`));
    await begun();
    tell(words('of another'), 'generate-other');
    tell(words('to'));
    end({ is: 'done', result: { tokens: 1, seconds: 1, note: null } });
    expect(await result).toEqual({ tokens: 1, seconds: 1, note: null });
    expect(heard).toEqual(['0.5 to']);
  });

  test.each([
    [{ is: 'refused', text: 'It knows no such start.' } as const, { name: 'Refusal', message: 'It knows no such start.' }],
    [{ is: 'failed', text: 'It broke.' } as const, { name: 'Error', message: 'It broke.' }],
    [{ is: 'cancelled' } as const, { name: 'Cancelled' }],
    [{ is: 'done', result: { tokens: 'many' } } as const, { message: expect.stringContaining('has not the form of the contract') }],
  ])('that ends as %j rejects', async (how, error) => {
    const { client, tell, end, begun } = withJobs();
    const { result } = client.job('generate', request);
    await begun();
    tell(words('to'));
    end(how);
    await expect(result).rejects.toMatchObject(error);
  });

  test('that cannot be started is refused', async () => {
    await expect(withJobs().client.job('evaluate', { projectPath: '/p', run: 'fern' }).result).rejects.toThrow('Nobody evaluates here.');
  });

  test('is cancelled by its name', async () => {
    const { client, cancelled, begun } = withJobs();
    const job = client.job('generate', request);
    job.result.catch(() => undefined);
    await begun();
    job.cancel();
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalledWith({ job: expect.stringMatching(/^generate-/) }));
  });

  test('ends when the line is gone', async () => {
    const { client, begun, near } = withJobs();
    const { result } = client.job('generate', request);
    await begun();
    near.close();
    await expect(result).rejects.toThrow('connection to the program was lost');
  });
});
