import { add, type Message, type Transport } from '../../engine/api';

/** A WebSocket to the server this page came from. Messages wait until it is open. */
export function browserTransport(): Transport {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/line`);
  const messages = new Set<(message: unknown) => void>();
  const closes = new Set<() => void>();
  const queue: Message[] = [];
  socket.addEventListener('open', () => {
    for (const message of queue.splice(0)) socket.send(JSON.stringify(message));
  });
  socket.addEventListener('message', ({ data }) => {
    const message: unknown = JSON.parse(String(data));
    for (const handler of messages) handler(message);
  });
  socket.addEventListener('close', () => {
    for (const handler of closes) handler();
  });
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.CONNECTING) queue.push(message);
      else socket.send(JSON.stringify(message));
    },
    onMessage: (handler) => add(messages, handler),
    onClose: (handler) => add(closes, handler),
    close: () => socket.close(),
  };
}
