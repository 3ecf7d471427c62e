import { join } from 'node:path';
import { type Calls, type Handlers, Refusal } from '../api';
import type { inspectionCalls } from '../api/inspection';
import { inspectGradients } from '../inspect/gradients';
import { inspect } from '../inspect/inspection';
import type { InspectionArgs } from '../inspect/model';
import { tensorflow } from '../kernels/tensorflow';
import { runsFolder } from '../project/file';
import { readCheckpoint } from '../train/run/checkpoint';
import { readRecord } from '../train/run/record';

export function inspectionHandlers(): Handlers<keyof typeof inspectionCalls> {
  return {
    'inspect.run': async ({ input, ...whose }) => inspect(await argsOf(whose), input),
    'inspect.gradients': async ({ part, index, count, ...whose }) => inspectGradients(await argsOf(whose), { part, index, count }),
  };
}

type Whose = Pick<Calls['inspect.run']['in'], 'project' | 'projectPath' | 'run'>;

/** The project with fresh weights, or the network of a run, with those of its best epoch and its own scaling. */
async function argsOf({ project, projectPath, run }: Whose): Promise<InspectionArgs> {
  const tf = tensorflow();
  if (run === null) return { tf, project, projectPath, run: undefined };
  if (projectPath === null) throw new Refusal('A run was asked for without the project it belongs to.');
  const folder = join(runsFolder(projectPath), run);
  const read = await readRecord(folder);
  if (read.is === 'unreadable') throw new Refusal(`The run "${run}" cannot be read. ${read.why}`);
  const { state, damage } = await readCheckpoint(folder, 'best');
  if (!state) throw new Refusal(`The run "${run}" has no whole checkpoint: ${damage ?? 'wait a moment while it trains, or train again.'}`);
  // The run's own network: the one on the canvas may have changed since.
  return { tf, project: read.record.project, projectPath, run: { data: read.record.data, weights: state.weights } };
}
