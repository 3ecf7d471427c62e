import { resolve } from 'node:path';
import type { RunSummary } from '../api';
import { formatBytes } from '../check';
import { EXIT, type ExitCode } from './exit';
import { formatDuration, formatMeasure, formatMoment, formatTable } from './format';
import { folderOfRun, placeRuns } from './runFolder';
import type { Session } from './session';
import { callRun } from './whichRun';

/** Lists the runs beside a project, newest first, and after them those that cannot be read, with the reason. */
export async function listRuns(
  session: Session,
  { file, out, json }: { file: string; out: string | undefined; json: boolean },
): Promise<ExitCode> {
  const { engine, print, remark } = session;
  const { project } = await engine.call('project.open', { path: resolve(file) });
  const { projectPath } = placeRuns(project, { file, out });
  const listed = await engine.call('runs.list', { projectPath });
  const runs = [...listed.runs].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  const { unreadable } = listed;
  if (runs.length + unreadable.length === 0) {
    remark(`there are no runs beside ${projectPath} yet`);
    return EXIT.done;
  }
  if (json) {
    for (const run of runs) print(JSON.stringify({ ...run, folder: folderOfRun(projectPath, run.run) }));
    for (const { run, word, why, bytes } of unreadable) print(JSON.stringify({ run, word, unreadable: why, bytes }));
    return EXIT.done;
  }
  if (runs.length > 0) {
    const rows = runs.map((run) => [callRun(run, listed), ...row(run)]);
    print(formatTable([['Run', 'State', 'Epochs', 'Best', 'Time', 'Disk', 'Started'], ...rows], { right: [4, 5] }));
  }
  for (const each of unreadable) print(`${callRun(each, listed)} (${formatBytes(each.bytes)}) cannot be read: ${each.why}`);
  return EXIT.done;
}

function row({ state, epochs, batch, epochsPlanned, best, seconds, bytes, startedAt }: RunSummary): string[] {
  const inside = batch === 0 ? '' : ` + ${batch} ${batch === 1 ? 'batch' : 'batches'}`;
  return [
    state,
    `${epochs}/${epochsPlanned}${inside}`,
    describeBest(best),
    formatDuration(seconds),
    formatBytes(bytes),
    formatMoment(startedAt),
  ];
}

/** By what the best epoch is chosen: the validation loss, or the loss without one. */
function describeBest(best: RunSummary['best']): string {
  if (!best) return '–';
  const name = 'val_loss' in best.metrics ? 'val_loss' : 'loss';
  return `${name} ${formatMeasure(best.metrics[name])}, epoch ${best.epoch}`;
}
