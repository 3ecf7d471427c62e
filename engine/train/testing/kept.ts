import { readCheckpoint, type StoredState } from '../run/checkpoint';
import { readJournal } from '../run/journal';
import { readEvents } from './events';

/** A state without what the clock says. */
export function withoutTimes({ seconds: _, epochSeconds: __, observers, ...state }: StoredState) {
  return { ...state, scores: observers.scores };
}

/** What a run has written that must not depend on where it was stopped. */
export async function keptOf(folder: string) {
  const [last, best] = [await readCheckpoint(folder, 'last'), await readCheckpoint(folder, 'best')];
  const { epochs, batches, damage } = await readJournal(folder);
  if (!last.state || !best.state) throw new Error('The run has no checkpoint.');
  return {
    last: withoutTimes(last.state),
    best: { ...withoutTimes(best.state), scores: undefined },
    epochs: epochs.map(({ seconds: _, ...epoch }) => epoch),
    batches,
    damage: [last.damage, best.damage, damage],
    events: (await readEvents(folder)).sort(),
  };
}
