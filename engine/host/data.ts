import type { Handlers } from '../api';
import { prepareRecipe } from '../data/prepare';
import { profileSource } from '../data/profile';
import { samplesFolder } from '../project/resources';

export function dataHandlers(): Handlers<'data.profile' | 'data.prepare'> {
  return {
    'data.profile': ({ source, projectPath }) => profileSource(source, { projectPath, samplesFolder: samplesFolder() }),
    'data.prepare': ({ recipe, ...request }) => prepareRecipe(recipe, { ...request, samplesFolder: samplesFolder() }),
  };
}
