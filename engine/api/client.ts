import { type CallName, type Calls, calls, type EventName, type Events, events, Refusal } from './contract';
import { add, messageSchema, type Transport, type Unsubscribe } from './transport';

/** The engine and the shell as the front ends see them. */
export interface Client {
  /** Rejects with a `Refusal` whose message is meant for the person, or with another error where the program is at fault. */
  call<K extends CallName>(name: K, payload: Calls[K]['in']): Promise<Calls[K]['out']>;
  on<K extends EventName>(name: K, handler: (payload: Events[K]) => void): Unsubscribe;
  onClose(handler: () => void): Unsubscribe;
}

interface Waiting {
  name: CallName;
  resolve(payload: unknown): void;
  reject(error: Error): void;
}

/** Checks every answer and event by schema before anyone sees it. */
export function createClient(transport: Transport): Client {
  const waiting = new Map<string, Waiting>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let next = 0;
  let isClosed = false;
  const gone = () => new Refusal('The connection to the program was lost before it could answer.');

  transport.onMessage((raw) => {
    const parsed = messageSchema.safeParse(raw);
    if (!parsed.success) throw new Error(`A message of no known form arrived: ${parsed.error.message}`);
    const message = parsed.data;
    if (message.is === 'event') {
      const schema = events[message.name as EventName];
      if (!schema) throw new Error(`The event "${message.name}" is not in the contract.`);
      const payload = schema.parse(message.payload);
      for (const handler of listeners.get(message.name) ?? []) handler(payload as never);
      return;
    }
    if (message.is === 'call') return;
    const call = waiting.get(message.id);
    if (!call) return;
    waiting.delete(message.id);
    if (message.is === 'answer') {
      const payload = calls[call.name].out.safeParse(message.payload);
      if (payload.success) call.resolve(payload.data);
      else call.reject(new Error(`The answer to "${call.name}" has not the form of the contract: ${payload.error.message}`));
    } else {
      call.reject(message.is === 'refused' ? new Refusal(message.text, message.code) : new Error(message.text));
    }
  });

  transport.onClose(() => {
    isClosed = true;
    for (const call of waiting.values()) call.reject(gone());
    waiting.clear();
  });

  return {
    call: (name, payload) =>
      new Promise((resolve, reject) => {
        if (isClosed) {
          reject(gone());
          return;
        }
        const id = String(next++);
        waiting.set(id, { name, resolve: resolve as (payload: unknown) => void, reject });
        transport.send({ is: 'call', id, name, payload });
      }),
    on: (name, handler) => {
      const handlers = listeners.get(name) ?? new Set();
      listeners.set(name, handlers);
      return add(handlers, handler as (payload: never) => void);
    },
    onClose: (handler) => transport.onClose(handler),
  };
}
