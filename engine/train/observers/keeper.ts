import type { Moment, Observer, Snapshot } from '../observer';
import type { Persist } from '../persist';
import { writeCheckpoint } from '../run/checkpoint';
import type { Position } from '../state';
import type { ScoreKeeper } from './scores';

/** Milliseconds between two checkpoints at least. A crash costs this much work, or a twentieth of the time where writing takes long. */
const EVERY = 1000;
/** Writing may take this share of the time. */
const SHARE = 0.05;

export interface KeeperArgs {
  readonly folder: string;
  readonly epochs: number;
  readonly scores: ScoreKeeper;
  readonly persist: Persist;
}

/** Writes checkpoints. It comes after all observers whose part of the state counts. */
export interface Keeper extends Observer {
  /** Where the run stood at the last checkpoint; null before the first. */
  written(): Position | null;
}

export function createKeeper({ folder, epochs, scores, persist }: KeeperArgs): Keeper {
  let nextAt = performance.now() + EVERY;
  let written: Position | null = null;
  let best: Snapshot | undefined;

  const write = async (moment: Moment) => {
    const state = await moment.capture();
    if (written?.step === state.step && written.epoch === state.epoch) return;
    let began = 0;
    const done = await persist(async () => {
      // Of the attempt that succeeds: a disk that was full for an hour says nothing of how long writing takes.
      began = performance.now();
      // The best first: a state that knows of a better epoch than the disk holds could not go on from it.
      if (best) await writeCheckpoint(folder, 'best', { ...best, observers: {} });
      best = undefined;
      await writeCheckpoint(folder, 'step', state);
    });
    if (done) written = state;
    const now = performance.now();
    nextAt = now + Math.max(EVERY, (now - began) / SHARE);
  };

  return {
    name: 'keeper',
    written: () => written,
    batch: (_, moment) => (performance.now() < nextAt ? undefined : write(moment).then(() => undefined)),
    async epoch({ epoch, metrics }, moment) {
      // Without a validation part the best epoch is the last one, which is kept anyway.
      if ('val_loss' in metrics && scores.scores().epochsSince === 0) best = moment.snapshot();
      const isDue = written === null || epoch === epochs || performance.now() >= nextAt;
      if (isDue) await write(moment);
      return undefined;
    },
    async end(_, moment) {
      await write(moment);
    },
  };
}
