import { prepareRecipe } from '../data/prepare';
import { profileSource } from '../data/profile';
import { samplesFolder } from '../project/resources';
import type { JobWorkers } from './jobs';

/** Looking at files, and carrying recipes out. */
export function dataJobs(): Pick<JobWorkers, 'profile' | 'prepare'> {
  return {
    profile: ({ source, projectPath }) => profileSource(source, { projectPath, samplesFolder: samplesFolder() }),
    prepare: ({ recipe, ...request }) => prepareRecipe(recipe, { ...request, samplesFolder: samplesFolder() }),
  };
}
