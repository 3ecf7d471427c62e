import { z } from 'zod';
import { type CallName, calls, type Emit, events, type Handlers, Refusal } from './contract';
import { type Message, messageSchema, type Transport } from './transport';

/** Answers calls over a transport, each request checked by schema before its handler sees it. → how to send events. */
export function serve<K extends CallName>(
  transport: Transport,
  handlers: Handlers<K>,
  report: (error: unknown) => void = (error) => console.error(error),
): Emit {
  transport.onMessage(async (raw) => {
    const parsed = messageSchema.safeParse(raw);
    if (!parsed.success || parsed.data.is !== 'call') return;
    transport.send(await answer(handlers, parsed.data, report));
  });
  return (name, payload) => transport.send({ is: 'event', name, payload: events[name].parse(payload) });
}

/** The answer to one call. */
export async function answer<K extends CallName>(
  handlers: Handlers<K>,
  call: { id: string; name: string; payload: unknown },
  report: (error: unknown) => void,
): Promise<Message> {
  const { id } = call;
  const handler = Object.hasOwn(handlers, call.name) ? handlers[call.name as K] : undefined;
  if (!handler) return { is: 'failed', id, text: `There is no call "${call.name.slice(0, 100)}" here.` };
  const request = calls[call.name as K].in.safeParse(call.payload);
  if (!request.success) return { is: 'refused', id, text: `The request "${call.name}" is not right: ${z.prettifyError(request.error)}` };
  try {
    return { is: 'answer', id, payload: (await handler(request.data as never)) ?? {} };
  } catch (error) {
    if (error instanceof Refusal) return { is: 'refused', id, text: error.message, ...(error.code ? { code: error.code } : {}) };
    report(error);
    return { is: 'failed', id, text: `${call.name}: ${error instanceof Error ? error.message : String(error)}` };
  }
}
