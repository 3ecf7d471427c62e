import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { Message } from '../../engine/api';
import { webSocketTransport } from './line';

/** A socket to a browser that takes nothing until it is told to. */
class SlowSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: Message[] = [];
  readonly close = vi.fn();
  readonly terminate = vi.fn();
  readonly ping = vi.fn();
  private readonly flushed: (() => void)[] = [];

  send(text: string, done: () => void) {
    this.sent.push(JSON.parse(text));
    this.bufferedAmount += text.length;
    this.flushed.push(done);
  }

  /** The browser has taken everything. */
  drain() {
    this.bufferedAmount = 0;
    for (const done of this.flushed.splice(0)) done();
  }
}

function open() {
  const socket = new SlowSocket();
  return { socket, line: webSocketTransport(socket as unknown as WebSocket) };
}

const progress = (run: string, batch: number): Message => ({
  is: 'event',
  name: 'train.progress',
  payload: {
    projectPath: '/a.unroll.json',
    run,
    state: 'running' as const,
    reason: null,
    epoch: 1,
    epochs: 2,
    batch,
    batches: 1e6,
    loss: 1,
    gradientNorm: null,
    learningRate: 0.1,
    batchesPerSecond: 1,
    elapsedSeconds: 1,
    secondsLeft: null,
    points: [],
  },
});
const text = (n: number): Message => ({
  is: 'event',
  name: 'job.progress',
  payload: {
    job: 'generate-1',
    kind: 'generate',
    progress: { share: null, perSecond: null, secondsLeft: null },
    news: { text: String(n), candidates: [] },
  },
});
const big: Message = { is: 'answer', id: '0', payload: 'x'.repeat(2 * 1024 * 1024) };

describe('a line to a slow browser', () => {
  test('carries only the latest progress of each run once it falls behind, and everything else', () => {
    const { socket, line } = open();
    line.send(big);
    for (let batch = 1; batch <= 1000; batch++) {
      line.send(progress('one', batch));
      line.send(progress('two', batch));
      line.send({ is: 'event', name: 'engine.memory', payload: { bytes: batch, tensors: 0 } });
    }
    line.send(text(1));
    line.send({ is: 'answer', id: '1', payload: {} });
    line.send(text(2));
    expect(socket.sent.slice(1)).toEqual([text(1), { is: 'answer', id: '1', payload: {} }, text(2)]);

    socket.drain();
    expect(socket.sent.slice(4)).toEqual([
      progress('one', 1000),
      progress('two', 1000),
      { is: 'event', name: 'engine.memory', payload: { bytes: 1000, tensors: 0 } },
    ]);
  });

  test('is a plain one while the browser keeps up', () => {
    const { socket, line } = open();
    for (let batch = 1; batch <= 50; batch++) {
      line.send(progress('one', batch));
      socket.drain();
    }
    expect(socket.sent).toHaveLength(50);
  });

  test('carries nothing once it is closed', () => {
    const { socket, line } = open();
    socket.readyState = 3;
    line.send(text(1));
    expect(socket.sent).toEqual([]);
  });

  test.each(['{"is": "call"', 'nonsense', ''])('is closed on what is not JSON: %j', (raw) => {
    const { socket, line } = open();
    const heard = vi.fn();
    line.onMessage(heard);
    socket.emit('message', Buffer.from(raw), false);
    expect(socket.close).toHaveBeenCalledWith(1007, 'not JSON');
    expect(heard).not.toHaveBeenCalled();
  });

  test('is given up when the browser gives no sign of life', () => {
    vi.useFakeTimers();
    try {
      const { socket } = open();
      vi.advanceTimersByTime(30_000);
      expect(socket.ping).toHaveBeenCalledOnce();
      socket.emit('pong');
      vi.advanceTimersByTime(30_000);
      expect(socket.terminate).not.toHaveBeenCalled();
      vi.advanceTimersByTime(30_000);
      expect(socket.terminate).toHaveBeenCalledOnce();
      socket.emit('close');
    } finally {
      vi.useRealTimers();
    }
  });
});
