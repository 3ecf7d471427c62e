import { add, type Transport } from '../../engine/api';

/** What the preload exposes. */
export interface Bridge {
  send(message: unknown): void;
  onMessage(handler: (message: unknown) => void): () => void;
  /** Where a file stands that was dropped or chosen; empty for one that stands nowhere. */
  pathOf(file: File): string;
}

export function desktopTransport(bridge: Bridge): Transport {
  const closes = new Set<() => void>();
  return {
    send: (message) => bridge.send(message),
    onMessage: (handler) => bridge.onMessage(handler),
    onClose: (handler) => add(closes, handler),
    close: () => undefined,
  };
}
