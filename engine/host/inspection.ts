import { join } from 'node:path';
import { type Handlers, Refusal } from '../api';
import type { inspectionCalls } from '../api/inspection';
import { inspect } from '../inspect/inspection';
import { tensorflow } from '../kernels/tensorflow';
import { runsFolder } from '../project/file';
import { readCheckpoint } from '../train/run/checkpoint';
import { readRecord } from '../train/run/record';

export function inspectionHandlers(): Handlers<keyof typeof inspectionCalls> {
  return {
    'inspect.gradients': () => {
      throw new Refusal('Gradients by time step cannot be shown yet.');
    },
    'inspect.run': async ({ project, projectPath, run, input }) => {
      if (run === null) return inspect({ tf: tensorflow(), project, projectPath, weights: undefined, input });
      if (projectPath === null) throw new Refusal('A run was asked for without the project it belongs to.');
      const folder = join(runsFolder(projectPath), run);
      const [record, checkpoint] = [await readRecord(folder), await readCheckpoint(folder, 'best')];
      if (!record || !checkpoint) throw new Refusal(`The run "${run}" has no whole checkpoint yet: let it finish an epoch.`);
      // The run's own network: the one on the canvas may have changed since.
      return inspect({ tf: tensorflow(), project: record.project, projectPath, weights: checkpoint.weights, input });
    },
  };
}
