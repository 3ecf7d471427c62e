import { answer, type Handlers, type Message, messageSchema, type ShellCallName, type Transport } from '../../engine/api';
import type { Supervisor } from './supervisor';

/** Stands between windows and the engine: answers the shell's calls, forwards all others, hands events to every window. */
export interface Relay {
  /** Serves one window until its transport closes. */
  attach(transport: Transport, shell: Handlers<ShellCallName>): void;
  broadcast(event: Extract<Message, { is: 'event' }>): void;
}

export function createRelay(supervisor: () => Supervisor, report: (error: unknown) => void): Relay {
  const windows = new Set<Transport>();
  let next = 0;
  return {
    attach(transport, shell) {
      const name = `w${next++}`;
      windows.add(transport);
      transport.onClose(() => windows.delete(transport));
      transport.onMessage(async (raw) => {
        const parsed = messageSchema.safeParse(raw);
        if (!parsed.success || parsed.data.is !== 'call') return;
        const call = parsed.data;
        if (Object.hasOwn(shell, call.name)) transport.send(await answer(shell, call, report));
        else supervisor().forward({ ...call, id: `${name}:${call.id}` }, (reply) => transport.send({ ...reply, id: call.id } as Message));
      });
      transport.send({ is: 'event', name: 'engine.status', payload: supervisor().status() });
    },
    broadcast(event) {
      for (const window of windows) window.send(event);
    },
  };
}
