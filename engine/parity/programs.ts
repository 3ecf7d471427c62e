import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openDataset } from '../data/open';
import type { TensorFlow } from '../kernels/tensorflow';
import { EXTENSION, OPTIMISERS } from '../project';
import { readProjectFile } from '../project/file';
import { samplesFolder, templatesFolder } from '../project/resources';
import type { ParityCase } from './request';

/** Every template as a case: its own graph, and samples of the form its own data have. */
export async function programCases(tf: TensorFlow): Promise<ParityCase[]> {
  const files = readdirSync(templatesFolder()).filter((name) => name.endsWith(EXTENSION));
  return Promise.all(
    files.map(async (file) => {
      const path = join(templatesFolder(), file);
      const read = await readProjectFile(path);
      if (read.is === 'refused') throw new Error(read.text);
      const dataset = await openDataset(tf, read.project.data, { projectPath: path, samplesFolder: samplesFolder() });
      const { spec } = dataset;
      dataset.dispose();
      return {
        name: basename(file, EXTENSION),
        graph: read.project.graph,
        data: spec,
        seed: 11,
        optimisers: [OPTIMISERS.sgd, OPTIMISERS.adam],
      };
    }),
  );
}
