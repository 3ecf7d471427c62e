/** The longest the loop runs without letting the process answer calls, in milliseconds; a batch is never broken off. */
const TURN = 8;
/** The longest it waits for an answer that is being worked out, which may be a long one. */
const LONGEST_WAIT = 10;

/**
 * Lets the process answer what has arrived, at most every few milliseconds. An answer that reads files takes many turns: with a batch
 * between any two of them it would take seconds.
 */
export function createBreath(isAsked: () => boolean): () => Promise<void> {
  let last = performance.now();
  return async () => {
    const began = performance.now();
    if (began - last < TURN && !isAsked()) return;
    do await new Promise((resolve) => setImmediate(resolve));
    while (isAsked() && performance.now() - began < LONGEST_WAIT);
    last = performance.now();
  };
}
