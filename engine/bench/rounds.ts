import type { Contestant, Measured, Task } from './contestant';
import { type Spread, spreadOf } from './statistics';

export interface Timed {
  readonly contestant: string;
  readonly ms: Spread;
  /** Milliseconds of them in recurrent layers, where the task says so. */
  readonly layers?: Spread;
  /** Of the last round, where the task says so. */
  readonly last: Measured;
}

/** Milliseconds before each turn: threads that wait for more work by spinning would take the next contestant's cores. */
const REST = 400;

/** Milliseconds of work before anything is timed: a training is thousands of steps, and what compiles itself goes on doing so for seconds. */
const WARM_UP = 5000;

/** Has a contestant do a task again and again for a while, each as long as the others. */
export async function warmUp(contestant: Contestant, task: Task): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < WARM_UP) await contestant.ask(task);
}

/** The same task for each contestant in turn, round by round, so that whatever else the machine does falls on all alike. */
export async function timeRounds(
  contestants: readonly { readonly contestant: Contestant; readonly task: Task }[],
  rounds: number,
): Promise<readonly Timed[]> {
  const found = contestants.map(({ contestant, task }) => ({ contestant, task, all: [] as Measured[] }));
  for (let round = 0; round < rounds; round++) {
    for (const one of found) {
      await new Promise((resolve) => setTimeout(resolve, REST));
      one.all.push(await one.contestant.ask(one.task));
    }
  }
  return found.map(({ contestant, all }) => timedOf(contestant.name, all));
}

export function timedOf(contestant: string, all: readonly Measured[]): Timed {
  const layers = all.flatMap((one) => one.layers ?? []);
  return {
    contestant,
    ms: spreadOf(all.map(({ ms }) => ms)),
    ...(layers.length > 0 && { layers: spreadOf(layers) }),
    last: all.at(-1) ?? { ms: Number.NaN },
  };
}
