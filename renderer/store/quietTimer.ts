/** Calls `run` once after `quiet` ms without a further `touch`, and at the latest `longest` ms after the first. */
export function createQuietTimer({ quiet, longest, run }: { quiet: number; longest: number; run: () => void }) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstTouch: number | undefined;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
    firstTouch = undefined;
  };
  return {
    touch() {
      const now = Date.now();
      firstTouch ??= now;
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          cancel();
          run();
        },
        Math.min(quiet, Math.max(0, firstTouch + longest - now)),
      );
    },
    cancel,
  };
}
