import type { Observer } from '../observer';

/** Ends the run within the batch whose loss or gradient is no finite number. */
export function createNanGuard(): Observer {
  return {
    name: 'nanGuard',
    refusal: ({ epoch, batch, loss }) => ({ is: 'diverged', epoch, batch, what: Number.isFinite(loss) ? 'gradient' : 'loss' }),
  };
}
