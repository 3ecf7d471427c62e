import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunSummary } from '../../api/training';
import { check } from '../../check';
import { openDataset } from '../../data/open';
import { tensorflow } from '../../kernels/tensorflow';
import type { Project } from '../../project';
import { samplesFolder } from '../../project/resources';
import { createControl } from '../control';
import { readCheckpoint } from '../run/checkpoint';
import { type SessionArgs, trainIntoFolder } from '../session';

/** Trains a project in a folder of its own, or goes on in one. */
export async function trainProject(
  project: Project,
  given: Partial<Pick<SessionArgs, 'folder' | 'control' | 'onBatch' | 'onEpoch'>> & { resume?: boolean } = {},
): Promise<{ folder: string; summary: RunSummary }> {
  const tf = tensorflow();
  const folder = given.folder ?? join(await mkdtemp(join(tmpdir(), 'unroll-run-')), '2026-01-01T00-00-00-oak');
  const dataset = await openDataset(tf, project.data, { projectPath: null, samplesFolder: samplesFolder() });
  try {
    const summary = await trainIntoFolder({
      tf,
      project,
      dataset,
      checked: check(project.graph, { data: dataset.spec }),
      folder,
      run: '2026-01-01T00-00-00-oak',
      versions: {},
      from: given.resume ? await readCheckpoint(folder, 'last') : undefined,
      control: given.control ?? createControl(),
      onBatch: given.onBatch ?? (() => undefined),
      onEpoch: given.onEpoch ?? (() => undefined),
    });
    return { folder, summary };
  } finally {
    dataset.dispose();
  }
}
