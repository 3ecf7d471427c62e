/** What a run asks before each batch. */
export interface Steering {
  isStopping(): boolean;
  /** Settles at once while running, else when it goes on or stops. */
  whileRunning(): Promise<void>;
  /** The run pauses by itself, for a reason in a sentence that a person can do something about. */
  pauseFor(reason: string): void;
  /** Whether somebody waits for an answer of this process: then training gives way for longer. */
  isAsked?(): boolean;
}

/** How a run is steered while it is under way. */
export interface Control extends Steering {
  readonly state: 'running' | 'paused' | 'stopping';
  /** Why it paused by itself; null where somebody wished it, or where it does not pause. */
  readonly reason: string | null;
  pause(): void;
  resume(): void;
  /** The batch under way is finished, then the run ends. */
  stop(): void;
}

export function createControl(): Control {
  let state: Control['state'] = 'running';
  let reason: string | null = null;
  let waiting: (() => void)[] = [];
  const become = (next: Control['state'], why: string | null = null) => {
    if (state === 'stopping') return;
    state = next;
    reason = why;
    if (state === 'paused') return;
    for (const go of waiting) go();
    waiting = [];
  };
  return {
    get state() {
      return state;
    },
    get reason() {
      return reason;
    },
    pause: () => become('paused'),
    pauseFor: (why) => become('paused', why),
    resume: () => become('running'),
    stop: () => become('stopping'),
    isStopping: () => state === 'stopping',
    whileRunning: () => (state === 'paused' ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
  };
}
