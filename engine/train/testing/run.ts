import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunSummary } from '../../api/training';
import { check } from '../../check';
import { openDataset } from '../../data/open';
import { tensorflow } from '../../kernels/tensorflow';
import type { Project } from '../../project';
import { samplesFolder } from '../../project/resources';
import { createControl, type Steering } from '../control';
import type { Observer } from '../observer';
import type { Keeper } from '../observers/keeper';
import { takeRunFolder } from '../run/folder';
import { openResumable } from '../run/goOn';
import { beginSession } from '../session';

export interface Given {
  /** The run's folder; one of its own otherwise. */
  readonly folder?: string;
  readonly projectPath?: string;
  readonly resume?: boolean;
  readonly control?: Steering;
  readonly watch?: Omit<Observer, 'name'> | ((keeper: Keeper) => Omit<Observer, 'name'>);
}

/** Trains a project in a folder of its own, or goes on in one. */
export async function trainProject(project: Project, given: Given = {}): Promise<{ folder: string; summary: RunSummary }> {
  const tf = tensorflow();
  const folder = given.folder ?? join(await mkdtemp(join(tmpdir(), 'unroll-run-')), '2026-01-01T00-00-00-oak');
  await mkdir(folder, { recursive: true });
  const place = await takeRunFolder(folder, folder.slice(dirname(folder).length + 1));
  if (!place) throw new Error(`${folder} is held.`);
  const resumed = given.resume ? await openResumable(folder) : undefined;
  const fitted = resumed ? { fitted: resumed.record.data.pipeline } : {};
  const places = { projectPath: given.projectPath ?? null, samplesFolder: samplesFolder() };
  const dataset = await openDataset(tf, project.data, { ...places, ...fitted });
  const { watch = {} } = given;
  try {
    const session = await beginSession({
      tf,
      project,
      dataset,
      checked: check(project.graph, { data: dataset.spec }),
      place,
      versions: {},
      resumed,
      control: given.control ?? createControl(),
      watchers: (keeper) => [{ name: 'test', ...(typeof watch === 'function' ? watch(keeper) : watch) }],
    });
    return { folder, summary: await session.train() };
  } finally {
    dataset.dispose();
  }
}
