import { add, type Transport } from '../api';

/** The port Electron gives a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', handler: (event: { data: unknown }) => void): void;
}

/** The line to the process that forked this one: Electron's utility process or Node's child process. */
export function parentTransport(): Transport {
  const messages = new Set<(message: unknown) => void>();
  const closes = new Set<() => void>();
  const deliver = (message: unknown) => {
    for (const handler of messages) handler(message);
  };
  const port = (process as unknown as { parentPort?: ParentPort }).parentPort;
  if (port) port.on('message', ({ data }) => deliver(data));
  else process.on('message', deliver);
  process.on('disconnect', () => {
    for (const handler of closes) handler();
  });
  return {
    send: (message) => {
      if (port) port.postMessage(message);
      // A parent that is just going takes no more messages; the disconnect follows.
      else if (process.connected) process.send?.(message, () => undefined);
    },
    onMessage: (handler) => add(messages, handler),
    onClose: (handler) => add(closes, handler),
    close: () => process.exit(0),
  };
}

/** Ctrl-C in a terminal reaches the engine too; whoever forked it says what becomes of the work under way. */
export function leaveInterruptsToParent(): void {
  process.on('SIGINT', () => undefined);
}
