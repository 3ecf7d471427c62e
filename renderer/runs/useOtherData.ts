import type { RunSummary } from '../../engine/api';
import { recipeKey } from '../../engine/project';
import { useData, useProject } from '../store';
import { hasOtherData } from './otherData';

/** Whether a run was trained on other data than the project's recipe gives now: their file changed, or another one took its place. */
export function useOtherData(run: RunSummary): boolean {
  const recipe = recipeKey(useProject().data);
  const fingerprint = useData(({ prepared, readings }) => (prepared.is === 'refused' ? undefined : readings.byRecipe.get(recipe)));
  return hasOtherData(run, { recipe, fingerprint });
}
