import { answer, type Handlers, type Message, messageSchema, type ShellCallName, type Transport } from '../../engine/api';
import type { Supervisor } from './supervisor';

type Call = Extract<Message, { is: 'call' }>;

/** Stands between windows and the engine: answers the shell's calls, forwards all others, hands events to every window. */
export interface Relay {
  /** Serves one page until its transport closes. */
  attach(
    transport: Transport,
    page: {
      shell: Handlers<ShellCallName>;
      /** Why a call may not be made from this page, in a sentence; undefined lets it through. */
      forbids?: (call: { name: string; payload: unknown }) => Promise<string | undefined>;
    },
  ): void;
  broadcast(event: Extract<Message, { is: 'event' }>): void;
}

export function createRelay(supervisor: () => Supervisor, report: (error: unknown) => void): Relay {
  const pages = new Set<Transport>();
  let next = 0;
  return {
    attach(transport, { shell, forbids }) {
      pages.add(transport);
      transport.onClose(() => pages.delete(transport));
      // A page that has gone, or was loaded anew, must not get the answers to questions of the one before.
      const send = (message: Message) => {
        if (pages.has(transport)) transport.send(message);
      };
      const dispatch = async (call: Call) => {
        if (Object.hasOwn(shell, call.name)) send(await answer(shell, call, report));
        // Pages count their calls each for itself; to the engine each call has a number of its own.
        else supervisor().forward({ ...call, id: String(next++) }, (reply) => send({ ...reply, id: call.id }));
      };
      /** Calls are let through in the order they came in, however long it takes to look at each. */
      let admitted: Promise<unknown> = Promise.resolve();
      transport.onMessage((raw) => {
        const parsed = messageSchema.safeParse(raw);
        if (!parsed.success || parsed.data.is !== 'call') {
          report(new Error('A page sent something that is no call.'));
          return;
        }
        const call = parsed.data;
        admitted = admitted
          .then(() => forbids?.(call))
          .then(
            (refusal) => {
              if (refusal !== undefined) send({ is: 'refused', id: call.id, text: refusal });
              else void dispatch(call);
            },
            (error: Error) => {
              report(error);
              send({ is: 'failed', id: call.id, text: `${call.name}: ${error.message}` });
            },
          );
      });
      send({ is: 'event', name: 'engine.status', payload: supervisor().status() });
    },
    broadcast(event) {
      for (const page of pages) page.send(event);
    },
  };
}
