import type { Client, EventName, Events } from '../api';

export type NamedEvent<K extends EventName> = { [N in K]: { readonly name: N; readonly payload: Events[N] } }[K];

/** Events in the order they come in, from now on and without end: those that come before anyone asks wait. */
export function collectEvents<K extends EventName>(engine: Client, names: readonly K[]): AsyncIterable<NamedEvent<K>> {
  const waiting: NamedEvent<K>[] = [];
  let wake = () => {};
  for (const name of names) {
    engine.on(name, (payload) => {
      waiting.push({ name, payload } as NamedEvent<K>);
      wake();
    });
  }
  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        yield* waiting.splice(0);
        if (waiting.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
