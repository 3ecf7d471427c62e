import { Refusal } from '../../api';
import type { TaskRecipe } from '../../project';
import type { Arrangement } from '../arrangement';
import type { TaskPipeline } from '../pipeline';
import { makeAdding } from './adding';
import { COPIED, makeCopy } from './copy';

export interface TaskArrangement extends Arrangement {
  readonly is: 'task';
  readonly pipeline: TaskPipeline;
}

/** Numbers held for one task. */
const MAX_CELLS = 250e6;

/** Makes a task's samples from its seed. */
export function arrangeTask(recipe: TaskRecipe): TaskArrangement {
  const { kind, length, samples } = recipe;
  const steps = kind === 'adding' ? length : length + 2 * COPIED;
  if (steps * samples * 2 > MAX_CELLS) {
    throw new Refusal(`${samples} samples of ${steps} time steps are more than fit into memory: take fewer or shorter ones.`);
  }
  const pipeline: TaskPipeline = { is: 'task', kind, length };
  return { is: 'task', pipeline, notes: [], ...(kind === 'adding' ? makeAdding(recipe) : makeCopy(recipe)) };
}
