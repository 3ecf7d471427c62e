import type { TrainProgress } from '../api';

/** Milliseconds between two attempts to go on with a run that paused by itself: soon enough for whoever made room, seldom enough for a disk. */
export const RETRY_EVERY = 5000;

interface HeldUpArgs {
  /** A reason that was not said yet. */
  readonly tell: (reason: string) => void;
  /** It trains again. */
  readonly tellOn: () => void;
  readonly retry: () => Promise<unknown>;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Sees to a run that paused by itself, such as for a full disk: says why, once, and tries again until it goes on. */
export interface HeldUp {
  /** → whether the run is held up, so that its progress tells nothing. */
  sees(at: TrainProgress): boolean;
  /** The run is over, or shall be: no further attempts. */
  end(): void;
}

export function createHeldUp({ tell, tellOn, retry, wait }: HeldUpArgs): HeldUp {
  /** Reasons of the pause that lasts. */
  const said = new Set<string>();
  let isHeld = false;
  let isRetrying = false;
  let isOver = false;

  const say = (why: string) => {
    if (!said.has(why)) tell(why);
    said.add(why);
  };
  const retryUntilItGoesOn = async () => {
    isRetrying = true;
    while (isHeld && !isOver) {
      await wait(RETRY_EVERY);
      if (!isHeld || isOver) break;
      await retry().catch((error: Error) => {
        // A call that comes when the run has ended is refused, which is no news.
        if (!isOver) say(error.message);
      });
    }
    isRetrying = false;
  };

  return {
    sees({ state, reason, points }) {
      if (state === 'paused' && reason !== null) {
        // Of a run that is being stopped, the end tells what could not be written.
        if (isOver) return true;
        isHeld = true;
        say(reason);
        if (!isRetrying) void retryUntilItGoesOn();
        return true;
      }
      if (!isHeld || state === 'stopping') return false;
      // An attempt makes it run for a moment, whatever comes of it: only a batch shows that it succeeded.
      if (state !== 'validating' && points.length === 0) return true;
      isHeld = false;
      said.clear();
      tellOn();
      return false;
    },
    end() {
      isOver = true;
    },
  };
}
