import { join } from 'node:path';
import { failureOf } from '../project/failure';
import type { Steering } from './control';

/**
 * Carries out a write of the run. Where the system refuses it, the run pauses with the reason, so that a person can make room, and
 * tries again when it goes on; a stop gives the write up. → whether it was done.
 */
export type Persist = (work: () => Promise<void>) => Promise<boolean>;

/** folder: of the run, as sentences name it. `given`: hears of every write that was given up, with its reason. */
export function createPersist(folder: string, control: Steering, given: (reason: string) => void): Persist {
  return async (work) => {
    for (;;) {
      try {
        await work();
        return true;
      } catch (error) {
        const reason = failureOf(error, join(folder, 'run.json'));
        // What is no answer of the system is a fault of the program.
        if (reason === undefined) throw error;
        if (!control.isStopping()) control.pauseFor(`The run could not be written: ${reason}. Mend that, then go on.`);
        await control.whileRunning();
        if (!control.isStopping()) continue;
        given(reason);
        return false;
      }
    }
  };
}
