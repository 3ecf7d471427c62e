import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../api';
import { stampOf } from '../data/arrange';
import { openTrained, type TrainedModel } from '../evaluate/trained';
import { tensorflow } from '../kernels/tensorflow';
import { runsFolder } from '../project/file';
import { samplesFolder } from '../project/resources';

type OnRun = { readonly projectPath: string; readonly run: string };

/** Lends the models of runs. */
export interface ModelShelf {
  /** Works with a run's model, which nobody else has meanwhile: who wants the same one at the same time gets one of their own. */
  use<T>(which: OnRun, work: (model: TrainedModel) => Promise<T>): Promise<T>;
}

/** Keeps the model that was used last open, for whoever asks next. */
export function createModelShelf(): ModelShelf {
  let kept: { readonly key: string; readonly model: TrainedModel } | undefined;

  async function take(key: string, { projectPath, run }: OnRun): Promise<TrainedModel> {
    const before = kept;
    kept = undefined;
    if (before?.key === key && (await isCurrent(before.model, projectPath))) return before.model;
    before?.model.dispose();
    return openTrained(tensorflow(), join(runsFolder(projectPath), run), projectPath);
  }

  return {
    async use(which, work) {
      const key = await keyOf(which);
      const model = await take(key, which);
      try {
        return await work(model);
      } finally {
        kept?.model.dispose();
        kept = { key, model };
      }
    },
  };
}

/** Changes whenever the run has written something. */
async function keyOf({ projectPath, run }: OnRun): Promise<string> {
  const folder = join(runsFolder(projectPath), run);
  const changed = await stat(join(folder, 'checkpoints')).catch(() => undefined);
  if (!changed) throw new Refusal(`The run "${run}" has no checkpoint: wait a moment while it trains, or train again.`);
  return `${folder} ${(await stat(join(folder, 'run.json')).catch(() => changed)).mtimeMs} ${changed.mtimeMs}`;
}

/** Whether the data of an open model are still those that its recipe finds. */
async function isCurrent({ record, stamp }: TrainedModel, projectPath: string): Promise<boolean> {
  return stamp === (await stampOf(record.project.data, { projectPath, samplesFolder: samplesFolder() }));
}
