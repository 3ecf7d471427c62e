/** Counts the seconds of a run that are spent training: over all its sittings, without pauses and without writing. */
export interface Clock {
  seconds(): number;
  /** Of the epoch under way. */
  epochSeconds(): number;
  beginEpoch(): void;
  /** Stands still while `work` is waited for. */
  without<T>(work: () => Promise<T>): Promise<T>;
}

/** `from`: what earlier sittings took. */
export function createClock(from: { seconds: number; epochSeconds: number } = { seconds: 0, epochSeconds: 0 }): Clock {
  let started = performance.now();
  let stopped: number | undefined;
  let before = from.seconds;
  let epochBefore = from.seconds - from.epochSeconds;
  const seconds = () => before + ((stopped ?? performance.now()) - started) / 1000;
  return {
    seconds,
    epochSeconds: () => seconds() - epochBefore,
    beginEpoch: () => {
      epochBefore = seconds();
    },
    async without(work) {
      before = seconds();
      stopped = performance.now();
      started = stopped;
      try {
        return await work();
      } finally {
        started = performance.now();
        stopped = undefined;
      }
    },
  };
}
