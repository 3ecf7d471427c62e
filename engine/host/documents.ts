import { type Emit, type Handlers, Refusal } from '../api';
import type { engineCalls } from '../api/engine';
import { kernelsInUse } from '../kernels/fused/runner';
import { aliveTensors } from '../kernels/tensorflow';
import { computingThreads } from '../kernels/threads';
import { parseProject, type Read } from '../project';
import { failureOf } from '../project/failure';
import { projectName, readProjectFile, writeProjectFile } from '../project/file';
import { MEMORY_LIMIT } from './memory';
import { bringRuns } from './runsAlong';
import { readTemplates } from './templates';
import { VERSIONS } from './versions';

/** Milliseconds between two events that say how much memory the engine holds. */
const MEMORY_INTERVAL = 2000;

export function documentHandlers(emit: Emit): Handlers<keyof typeof engineCalls> {
  setInterval(() => emit('engine.memory', { bytes: process.memoryUsage().rss, tensors: aliveTensors() }), MEMORY_INTERVAL).unref();
  return {
    'engine.describe': () => ({
      version: VERSIONS.unroll,
      node: process.versions.node,
      tensorflow: VERSIONS.tensorflow,
      kernels: kernelsInUse(),
      threads: computingThreads(),
      memoryLimit: MEMORY_LIMIT,
      pid: process.pid,
    }),
    'templates.list': () => readTemplates(),
    'project.open': async ({ path }) => granted(await readProjectFile(path)),
    'project.parse': ({ text }) => granted(parseProject(text)),
    'project.save': async ({ path, project, movedFrom }) => {
      await writeProjectFile(path, project).catch((error) => refuseWriting(path, error));
      if (movedFrom !== null) {
        await bringRuns({ from: movedFrom, to: path }).catch((error: NodeJS.ErrnoException) => {
          throw new Refusal(
            `The project was saved as "${projectName(path)}", but its runs could not be brought along: ${reasonOf(error, path)}. They still stand beside ${movedFrom}.`,
          );
        });
      }
    },
  };
}

function granted(read: Read) {
  if (read.is === 'refused') throw new Refusal(read.text);
  return { project: read.project };
}

function refuseWriting(path: string, error: NodeJS.ErrnoException): never {
  throw new Refusal(`The project was not saved: ${reasonOf(error, path)}. Choose another place for it.`);
}

/** Why the system would not write there; what is no answer of the system is a bug and thrown on. */
function reasonOf(error: NodeJS.ErrnoException, path: string): string {
  const reason = failureOf(error, path);
  if (reason === undefined) throw error;
  return reason;
}
