import type { Observer } from '../observer';
import type { Persist } from '../persist';
import type { Journal } from '../run/journal';
import { finite, finiteAll } from './scores';

/** Writes down every batch and every epoch. */
export function createJournalist(journal: Journal, persist: Persist): Observer {
  const write = async () => {
    await persist(() => journal.flush());
    return undefined;
  };
  return {
    name: 'journal',
    async slice() {
      await write();
      return journal.marks();
    },
    batch({ step, loss, gradientNorm }) {
      journal.batch({ step, loss: finite(loss), gradientNorm: finite(gradientNorm) });
      return journal.isDue() ? write() : undefined;
    },
    epoch({ epoch, metrics, seconds }) {
      journal.epoch({ epoch, metrics: finiteAll(metrics), seconds });
      return journal.isDue() ? write() : undefined;
    },
    async end() {
      await write();
    },
    close: () => journal.close(),
  };
}
