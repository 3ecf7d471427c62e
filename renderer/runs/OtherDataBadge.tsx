import { Tooltip } from '@mantine/core';
import type { RunSummary } from '../../engine/api';
import { recipeKey } from '../../engine/project';
import { useData, useProject } from '../store';
import { hasOtherData } from './otherData';
import classes from './runs.module.css';

/** Beside the name of a run of the project's recipe that was trained on other data than the recipe gives now. */
export function OtherDataBadge({ run }: { run: RunSummary }) {
  const recipe = recipeKey(useProject().data);
  const fingerprint = useData(({ prepared, readings }) => (prepared.is === 'refused' ? undefined : readings.byRecipe.get(recipe)));
  if (!hasOtherData(run, { recipe, fingerprint })) return null;
  return (
    <Tooltip label="Trained on other data than the file holds now: its scores do not compare with the others." multiline w={280}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what explains it must be reached by keyboard */}
      <span className={classes.otherData} tabIndex={0}>
        other data
      </span>
    </Tooltip>
  );
}
