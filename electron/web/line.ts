import type { WebSocket } from 'ws';
import { add, type Message, staleKey, type Transport } from '../../engine/api';

/** Bytes waiting for a slow browser from which on stale events are left out. */
const SLOW = 1024 * 1024;

/** Bytes waiting at which the browser is taken to be gone: more than a few of the largest answers. */
const STUCK = 256 * 1024 * 1024;

/** Milliseconds between two signs of life. */
const HEARTBEAT = 30_000;

/** A WebSocket as a transport. To a slow browser only the latest progress goes; answers and all other events always do. */
export function webSocketTransport(socket: WebSocket): Transport {
  const messages = new Set<(message: unknown) => void>();
  const closes = new Set<() => void>();
  /** The latest of each kind that was held back. */
  const held = new Map<string, Message>();

  const write = (message: Message) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > STUCK) socket.terminate();
    else socket.send(JSON.stringify(message), flush);
  };
  const flush = () => {
    if (socket.bufferedAmount > SLOW) return;
    const waiting = [...held.values()];
    held.clear();
    for (const message of waiting) write(message);
  };

  socket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : parse(String(data));
    if (message === undefined) socket.close(1007, 'not JSON');
    else for (const handler of messages) handler(message);
  });
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const heart = setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    socket.ping();
  }, HEARTBEAT);
  socket.on('close', () => {
    clearInterval(heart);
    for (const handler of closes) handler();
  });
  // The close that follows says enough.
  socket.on('error', () => undefined);

  return {
    send(message) {
      const key = message.is === 'event' && socket.bufferedAmount > SLOW ? staleKey(message) : undefined;
      if (key === undefined) write(message);
      else held.set(key, message);
    },
    onMessage: (handler) => add(messages, handler),
    onClose: (handler) => add(closes, handler),
    close: () => socket.close(),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
