import { Tooltip } from '@mantine/core';
import type { RunSummary } from '../../engine/api';
import classes from './runs.module.css';
import { useOtherData } from './useOtherData';

/** Beside the name of a run of the project's recipe that was trained on other data than the recipe gives now. */
export function OtherDataBadge({ run }: { run: RunSummary }) {
  if (!useOtherData(run)) return null;
  return (
    <Tooltip label="Trained on other data than the file holds now: its scores do not compare with the others." multiline w={280}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what explains it must be reached by keyboard */}
      <span className={classes.otherData} tabIndex={0}>
        other data
      </span>
    </Tooltip>
  );
}
