import { Select } from '@mantine/core';
import type { RunSummary } from '../../engine/api';
import { formatAmount } from '../charts';
import { chooseRun, chosenRun, useRuns } from '../store';
import classes from './runs.module.css';

/** `birch, best of 40 epochs`; `birch, 12 batches` where it was stopped in its first epoch. */
function labelOf({ word, best, epochs, batch }: RunSummary): string {
  const count = epochs === 0 ? formatAmount(batch, 'batch', 'batches') : formatAmount(epochs, 'epoch');
  return best && best.epoch < epochs ? `${word}, best of ${count}` : `${word}, ${count}`;
}

/** At the end of the dock's tabs: the run that evaluation and export look at. */
export function RunSelect() {
  const list = useRuns((state) => state.list);
  const chosen = useRuns(chosenRun);
  const usable = list.filter((run) => run.hasCheckpoint);
  if (!chosen) return null;
  return (
    <span className={classes.choice}>
      <span aria-hidden="true">Run</span>
      <Select
        aria-label="Run"
        className={classes.select}
        value={chosen.run}
        data={usable.map((run) => ({ value: run.run, label: labelOf(run) }))}
        onChange={(run) => run && chooseRun(run)}
      />
    </span>
  );
}
