import { calls, type EngineStatus, events, type Message } from '../../engine/api';

type Call = Extract<Message, { is: 'call' }>;
type Event = Extract<Message, { is: 'event' }>;

/** What keeps the machine from sleeping; `start` gives the number by which `stop` lets go. */
export interface SleepBlocker {
  start(): number;
  stop(id: number): void;
}

/** Keeps the machine awake while a run is prepared or trains, whichever window it belongs to. */
export interface Wakefulness {
  /** Hears of a call and of its reply, which it hands on: a start is work from its call on. */
  during<R extends Message>(call: Call, reply: (message: R) => void): (message: R) => void;
  hear(event: Event): void;
  /** An engine that is not ready does nothing, and what it did has ended with it. */
  follow(status: EngineStatus): void;
}

export function createWakefulness(blocker: SleepBlocker): Wakefulness {
  /** Starts that the engine has not answered, by their order. */
  const starts = new Set<object>();
  /** Runs at work. `isStarting`: whether its start may still be refused, after which nothing more is heard of it. */
  const runs = new Map<string, { projectPath: string; isStarting: boolean }>();
  let held: number | undefined;

  const settle = () => {
    const isWorking = starts.size > 0 || runs.size > 0;
    if (isWorking) held ??= blocker.start();
    else if (held !== undefined) {
      blocker.stop(held);
      held = undefined;
    }
  };

  return {
    during(call, reply) {
      const wish = call.name === 'train.start' ? calls['train.start'].in.safeParse(call.payload).data : undefined;
      if (!wish) return reply;
      const start = {};
      starts.add(start);
      settle();
      return (message) => {
        starts.delete(start);
        if (message.is !== 'answer') {
          for (const [run, { projectPath, isStarting }] of runs) if (isStarting && projectPath === wish.projectPath) runs.delete(run);
        }
        settle();
        reply(message);
      };
    },
    hear({ name, payload }) {
      if (name === 'train.progress') {
        const progress = events['train.progress'].safeParse(payload).data;
        if (!progress) return;
        const { projectPath, run, state } = progress;
        const key = keyOf(projectPath, run);
        if (state === 'paused') runs.delete(key);
        else runs.set(key, { projectPath, isStarting: state === 'preparing' });
      } else if (name === 'train.ended') {
        const ended = events['train.ended'].safeParse(payload).data;
        if (ended) runs.delete(keyOf(ended.projectPath, ended.summary.run));
      } else return;
      settle();
    },
    follow(status) {
      if (status.is === 'ready') return;
      runs.clear();
      settle();
    },
  };
}

/** Copies of a project have runs of the same name. */
function keyOf(projectPath: string, run: string): string {
  return `${projectPath}\n${run}`;
}
