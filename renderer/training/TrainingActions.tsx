import { SegmentedControl, Select } from '@mantine/core';
import { runLabel } from '../runs/names';
import { useRuns } from '../store';
import { useOtherRun, useShownRun } from './shownRun';
import classes from './training.module.css';
import { setView, useView } from './view';

/** At the end of the dock's tabs: by epoch or by batch, and the run to compare with. */
export function TrainingActions() {
  const { by } = useView();
  const shown = useShownRun();
  const list = useRuns((state) => state.list);
  const own = shown?.summary?.run ?? shown?.live?.run ?? undefined;
  const { summary: other } = useOtherRun(own);
  if (!shown) return null;
  const others = list.filter(({ run, epochs }) => run !== own && epochs > 0);
  return (
    <>
      {by === 'epoch' && others.length > 0 && (
        <span className={classes.action}>
          <span aria-hidden="true">Against</span>
          <Select
            aria-label="Run to compare with"
            value={other?.run ?? ''}
            data={[{ value: '', label: 'no other run' }, ...others.map((run) => ({ value: run.run, label: runLabel(run) }))]}
            onChange={(run) => setView({ against: run ? { run } : 'none' })}
          />
        </span>
      )}
      <SegmentedControl
        aria-label="Curves by"
        value={by}
        onChange={(value) => setView({ by: value === 'batch' ? 'batch' : 'epoch' })}
        data={[
          { value: 'epoch', label: 'Epochs' },
          { value: 'batch', label: 'Batches' },
        ]}
      />
    </>
  );
}
