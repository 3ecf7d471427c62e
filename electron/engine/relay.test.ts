import { describe, expect, test, vi } from 'vitest';
import { createTransportPair, type Handlers, type Message, Refusal, type ShellCallName, type Transport } from '../../engine/api';
import { createRelay, type Relay } from './relay';
import type { Supervisor } from './supervisor';

type Call = Extract<Message, { is: 'call' }>;

function relayWith(handlers: Partial<Handlers<ShellCallName>> = {}) {
  const forwarded: { call: Call; reply: (message: Message) => void }[] = [];
  const supervisor: Supervisor = {
    forward: (call, reply) => forwarded.push({ call, reply: reply as (message: Message) => void }),
    status: () => ({ is: 'ready', pid: 7 }),
    restart: () => undefined,
    stop: () => undefined,
  };
  const report = vi.fn();
  return { relay: createRelay(() => supervisor, report), shell: handlers as Handlers<ShellCallName>, forwarded, report };
}

/** A page on the relay: what it hears, and how it asks. */
function openPage(relay: Relay, page: Parameters<Relay['attach']>[1]) {
  const [near, far] = createTransportPair();
  const heard: Message[] = [];
  far.onMessage((message) => heard.push(message as Message));
  relay.attach(near, page);
  const ask = (id: string, name: string, payload: unknown = {}) => far.send({ is: 'call', id, name, payload });
  return { heard, ask, send: (raw: unknown) => far.send(raw as Message), far: far as Transport };
}

describe('the relay', () => {
  test('tells a page how the engine is as soon as it is there', async () => {
    const { relay, shell } = relayWith();
    const { heard } = openPage(relay, { shell });
    await vi.waitFor(() => expect(heard).toEqual([{ is: 'event', name: 'engine.status', payload: { is: 'ready', pid: 7 } }]));
  });

  test('answers the calls of the shell and forwards all others, each under a number of its own', async () => {
    const { relay, shell, forwarded } = relayWith({ 'shell.readSettings': () => ({ theme: 'dark' }) });
    const one = openPage(relay, { shell });
    const two = openPage(relay, { shell });
    one.ask('0', 'shell.readSettings');
    one.ask('1', 'templates.list');
    two.ask('1', 'templates.list');
    await vi.waitFor(() => expect(forwarded).toHaveLength(2));
    expect(forwarded[0]?.call.id).not.toBe(forwarded[1]?.call.id);

    forwarded[1]?.reply({ is: 'answer', id: forwarded[1].call.id, payload: 'for two' });
    await vi.waitFor(() => expect(two.heard).toContainEqual({ is: 'answer', id: '1', payload: 'for two' }));
    expect(one.heard).toContainEqual({ is: 'answer', id: '0', payload: { theme: 'dark' } });
    expect(one.heard).not.toContainEqual(expect.objectContaining({ payload: 'for two' }));
  });

  test('sends a page that has gone nothing more', async () => {
    const { relay, shell, forwarded } = relayWith();
    const { heard, ask, far } = openPage(relay, { shell });
    ask('0', 'templates.list');
    await vi.waitFor(() => expect(forwarded).toHaveLength(1));
    far.close();
    const before = heard.length;
    forwarded[0]?.reply({ is: 'answer', id: 'x', payload: 'late' });
    // One that is still there hears it, and would hear it last.
    const other = openPage(relay, { shell });
    const event = { is: 'event' as const, name: 'engine.memory', payload: { bytes: 1, tensors: 1 } };
    relay.broadcast(event);
    await vi.waitFor(() => expect(other.heard).toContainEqual(event));
    expect(heard).toHaveLength(before);
  });

  test('hands events to every page', async () => {
    const { relay, shell } = relayWith();
    const pages = [openPage(relay, { shell }), openPage(relay, { shell })];
    const event = { is: 'event' as const, name: 'engine.memory', payload: { bytes: 1, tensors: 1 } };
    relay.broadcast(event);
    for (const { heard } of pages) await vi.waitFor(() => expect(heard).toContainEqual(event));
  });

  test('refuses a request that the contract does not know the form of, before any handler sees it', async () => {
    const handler = vi.fn(() => undefined);
    const { relay, shell } = relayWith({ 'shell.setProgress': handler });
    const { heard, ask } = openPage(relay, { shell });
    ask('0', 'shell.setProgress', { progress: 2 });
    await vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining({ is: 'refused', id: '0' })));
    expect(handler).not.toHaveBeenCalled();
  });

  test('reports what is no call, and answers nothing to it', async () => {
    const { relay, shell, report, forwarded } = relayWith();
    const { send, heard } = openPage(relay, { shell });
    for (const raw of [null, 'text', { is: 'event', name: 'x', payload: {} }, { is: 'call', id: 1, name: 'x' }]) send(raw);
    await vi.waitFor(() => expect(report).toHaveBeenCalledTimes(4));
    expect(forwarded).toEqual([]);
    expect(heard.filter((message) => message.is !== 'event')).toEqual([]);
  });

  test('does not take names of the prototype for calls of the shell', async () => {
    const { relay, shell, forwarded } = relayWith();
    const { ask } = openPage(relay, { shell });
    ask('0', 'constructor');
    ask('1', '__proto__');
    await vi.waitFor(() => expect(forwarded.map(({ call }) => call.name)).toEqual(['constructor', '__proto__']));
  });

  test('makes no call that is forbidden, and keeps the order of those that are not', async () => {
    const seen: string[] = [];
    const { relay, shell, forwarded } = relayWith({
      'shell.dropDraft': ({ path }) => {
        seen.push(path);
      },
    });
    let openGate = () => {};
    const gate = new Promise<void>((resolve) => {
      openGate = resolve;
    });
    const { ask, heard } = openPage(relay, {
      shell,
      async forbids({ payload }) {
        const path = (payload as { path?: string }).path ?? '';
        // The first one takes longest to look at: until all others have come.
        if (path === '/a') await gate;
        if (path === '/broken') throw new Error('a fault');
        return path === '/secret' ? 'That is outside.' : undefined;
      },
    });
    for (const [index, path] of ['/a', '/secret', '/broken', '/b'].entries()) ask(String(index), 'shell.dropDraft', { path });
    ask('4', 'project.open', { path: '/secret' });
    // What another page asks after them comes after them.
    openPage(relay, { shell }).ask('0', 'templates.list');
    await vi.waitFor(() => expect(forwarded).toHaveLength(1));
    expect(seen).toEqual([]);
    openGate();
    await vi.waitFor(() => expect(heard).toContainEqual({ is: 'refused', id: '4', text: 'That is outside.' }));
    expect(seen).toEqual(['/a', '/b']);
    expect(heard).toContainEqual({ is: 'refused', id: '1', text: 'That is outside.' });
    expect(heard).toContainEqual({ is: 'failed', id: '2', text: 'shell.dropDraft: a fault' });
    expect(forwarded.map(({ call }) => call.name)).toEqual(['templates.list']);
  });

  test('gives refusals to the person and faults to the log', async () => {
    const { relay, shell, report } = relayWith({
      'shell.newDraft': () => {
        throw new Refusal('No room.');
      },
      'shell.recent': () => {
        throw new TypeError('undefined is not a function');
      },
    });
    const { ask, heard } = openPage(relay, { shell });
    ask('0', 'shell.newDraft');
    ask('1', 'shell.recent');
    await vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining({ is: 'failed', id: '1' })));
    expect(heard).toContainEqual({ is: 'refused', id: '0', text: 'No room.' });
    expect(report).toHaveBeenCalledOnce();
  });
});
