import { z } from 'zod';

export type Unsubscribe = () => void;

/** Moves messages between two processes. Knows no names of calls or events. */
export interface Transport {
  send(message: Message): void;
  /** Hands over whatever arrives; the receiver checks it. */
  onMessage(handler: (message: unknown) => void): Unsubscribe;
  onClose(handler: () => void): Unsubscribe;
  close(): void;
}

/** What a refusal is about, where whoever asked can do something about it. */
export const REFUSAL_CODES = ['data-changed'] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The five things that are ever sent. */
export const messageSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('call'), id: z.string().max(100), name: z.string().max(100), payload: z.unknown() }),
  z.strictObject({ is: z.literal('answer'), id: z.string().max(100), payload: z.unknown() }),
  /** `refused` is a sentence for the person; `failed` is a bug. */
  z.strictObject({ is: z.literal('refused'), id: z.string().max(100), text: z.string(), code: z.enum(REFUSAL_CODES).optional() }),
  z.strictObject({ is: z.literal('failed'), id: z.string().max(100), text: z.string() }),
  z.strictObject({ is: z.literal('event'), name: z.string().max(100), payload: z.unknown() }),
]);

export type Message = z.infer<typeof messageSchema>;

/** Two ends in one process, for tests and for the command line. Messages arrive in a later turn, as between processes. */
export function createTransportPair(): [Transport, Transport] {
  const ends = [createEnd(), createEnd()] as const;
  const connect = (self: End, other: End): Transport => ({
    send: (message) => {
      const copy = JSON.parse(JSON.stringify(message));
      setTimeout(() => {
        for (const handler of other.messages) handler(copy);
      }, 0);
    },
    onMessage: (handler) => add(self.messages, handler),
    onClose: (handler) => add(self.closes, handler),
    close: () => {
      for (const end of ends) for (const handler of end.closes) handler();
    },
  });
  return [connect(ends[0], ends[1]), connect(ends[1], ends[0])];
}

interface End {
  messages: Set<(message: unknown) => void>;
  closes: Set<() => void>;
}

function createEnd(): End {
  return { messages: new Set(), closes: new Set() };
}

/** Adds to a set; → the function that takes it out again. */
export function add<T>(set: Set<T>, item: T): Unsubscribe {
  set.add(item);
  return () => set.delete(item);
}
