import type { Project } from '../../project';
import type { Control } from '../control';
import type { Observer } from '../observer';

/** A moment at which a run is stopped: after a batch of training, or after the first one of an epoch's validation. */
export interface Stop {
  readonly is: 'batch' | 'validation';
  /** Of the run, from 1. */
  readonly step: number;
  readonly epoch: number;
  /** Where the run then stands. */
  readonly stands: { readonly epochs: number; readonly batch: number };
}

/** Every moment at which a run of so many batches can be stopped before its end. */
export function countBatches(steps: number, { training, data }: Project): Stop[] {
  const each = steps / training.epochs;
  const validates = data.is !== 'none' && data.is !== 'task' && data.split.validation > 0;
  return Array.from({ length: steps }, (_, i): Stop[] => {
    const [step, epoch, batch] = [i + 1, Math.floor(i / each) + 1, (i % each) + 1];
    const stands = { epochs: epoch - 1, batch };
    // Behind the last batch of an epoch without validation the epoch is whole.
    if (batch < each) return [{ is: 'batch', step, epoch, stands }];
    if (validates)
      return [
        { is: 'batch', step, epoch, stands },
        { is: 'validation', step, epoch, stands },
      ];
    return step < steps ? [{ is: 'batch', step, epoch, stands: { epochs: epoch, batch: 0 } }] : [];
  }).flat();
}

export function stopAt({ is, step, epoch }: Stop, control: Control): Omit<Observer, 'name'> {
  return {
    batch: (report) => {
      if (is === 'batch' && report.step === step) control.stop();
      return undefined;
    },
    validation: (report) => {
      if (is === 'validation' && report.epoch === epoch && report.batch === 1) control.stop();
      return undefined;
    },
  };
}
