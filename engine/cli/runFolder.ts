import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Refusal } from '../api';
import { EXTENSION, type Project, sourceOf, withSource } from '../project';
import { runsFolder } from '../project/file';

const SUFFIX = '.runs';

/** The project path and the name by which the engine knows a run folder, such as `hamlet.runs/2026-11-20T14-32-05-maple`. */
export async function findRun(folder: string): Promise<{ projectPath: string; run: string }> {
  const path = resolve(folder);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) throw new Refusal(`There is no run folder ${folder}.`);
  const runs = dirname(path);
  if (!runs.endsWith(SUFFIX) || !/^[\w-]{1,80}$/.test(basename(path))) {
    throw new Refusal(`${folder} is no run folder: those stand in a folder whose name ends in "${SUFFIX}", beside their project.`);
  }
  return { projectPath: `${runs.slice(0, -SUFFIX.length)}${EXTENSION}`, run: basename(path) };
}

export function folderOfRun(projectPath: string, run: string): string {
  return join(runsFolder(projectPath), run);
}

/**
 * Where the runs of `file` go: beside it, or into `out`. The engine keeps runs beside a project path, so there it is told one in
 * `out`, and a relative data path is made absolute.
 */
export function placeRuns(
  project: Project,
  { file, out }: { file: string; out: string | undefined },
): { project: Project; projectPath: string } {
  const path = resolve(file);
  if (out === undefined) return { project, projectPath: path };
  const projectPath = join(resolve(out), basename(path));
  const source = sourceOf(project.data);
  if (source?.is !== 'file') return { project, projectPath };
  const absolute = { is: 'file' as const, path: resolve(dirname(path), source.path) };
  return { project: { ...project, data: withSource(project.data, absolute) }, projectPath };
}
