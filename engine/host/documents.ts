import { totalmem } from 'node:os';
import { type Emit, type Handlers, Refusal } from '../api';
import type { engineCalls } from '../api/engine';
import { availableParallelism } from '../kernels/threads';
import { parseProject } from '../project';
import { readProjectFile, writeProjectFile } from '../project/file';

/** Bytes a model may take: three quarters of the machine's memory. */
const MEMORY_SHARE = 0.75;

export function documentHandlers(_emit: Emit): Handlers<keyof typeof engineCalls> {
  return {
    'engine.describe': () => ({
      version: '0.1.0',
      node: process.versions.node,
      tensorflow: '2.21.0',
      kernels: 'plain',
      threads: availableParallelism(),
      memoryLimit: Math.floor(totalmem() * MEMORY_SHARE),
      pid: process.pid,
    }),
    'templates.list': () => [],
    'project.open': async ({ path }) => granted(await readProjectFile(path)),
    'project.parse': ({ text }) => granted(parseProject(text)),
    'project.save': async ({ path, project }) => {
      await writeProjectFile(path, project);
      return undefined;
    },
  };
}

function granted(read: Awaited<ReturnType<typeof readProjectFile>>) {
  if (read.is === 'refused') throw new Refusal(read.text);
  return { project: read.project };
}
