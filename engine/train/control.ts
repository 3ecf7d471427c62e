/** What a run asks before each batch. */
export interface Steering {
  isStopping(): boolean;
  /** Settles at once while running, else when it goes on or stops. */
  whileRunning(): Promise<void>;
  /** Whether somebody waits for an answer of this process: then training gives way for longer. */
  isAsked?(): boolean;
}

/** How a run is steered while it is under way. */
export interface Control extends Steering {
  readonly state: 'running' | 'paused' | 'stopping';
  pause(): void;
  resume(): void;
  /** The batch under way is finished, then the run ends. */
  stop(): void;
}

export function createControl(): Control {
  let state: Control['state'] = 'running';
  let waiting: (() => void)[] = [];
  const become = (next: Control['state']) => {
    if (state === 'stopping') return;
    state = next;
    if (state === 'paused') return;
    for (const go of waiting) go();
    waiting = [];
  };
  return {
    get state() {
      return state;
    },
    pause: () => become('paused'),
    resume: () => become('running'),
    stop: () => become('stopping'),
    isStopping: () => state === 'stopping',
    whileRunning: () => (state === 'paused' ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
  };
}
