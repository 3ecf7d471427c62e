import { resolve } from 'node:path';
import type { RunState } from '../api';
import { collectEvents } from './events';
import { EXIT, type ExitCode } from './exit';
import { folderOfRun, placeRuns } from './runFolder';
import type { Session } from './session';
import type { TrainingReport } from './trainingReport';

export interface TrainOptions {
  readonly file: string;
  readonly epochs: number | undefined;
  readonly seed: number | undefined;
  readonly out: string | undefined;
}

const CODES: Partial<Record<RunState, ExitCode>> = {
  finished: EXIT.done,
  'stopped early': EXIT.done,
  stopped: EXIT.interrupted,
};

/** Trains a project to its end, or to Ctrl-C, which keeps what was learned. */
export async function train(session: Session, options: TrainOptions, report: TrainingReport): Promise<ExitCode> {
  const { engine } = session;
  const { project: saved } = await engine.call('project.open', { path: resolve(options.file) });
  const changed = {
    ...saved,
    seed: options.seed ?? saved.seed,
    training: { ...saved.training, epochs: options.epochs ?? saved.training.epochs },
  };
  const { project, projectPath } = placeRuns(changed, { file: options.file, out: options.out });

  const events = collectEvents(engine, ['train.progress', 'train.epoch', 'train.ended']);
  const { run } = await engine.call('train.start', { project, projectPath, resume: null });
  const folder = folderOfRun(projectPath, run);
  report.started({ run, folder });
  const stopping = session.interrupted.then(async () => {
    session.remark('stopping after this batch; what was learned is kept');
    await engine.call('train.stop', { projectPath, run });
  });
  // That the run ended on its own meanwhile is no failure.
  stopping.catch(() => undefined);

  for await (const event of events) {
    if (event.name === 'train.progress' && event.payload.run === run) report.progress(event.payload);
    if (event.name === 'train.epoch' && event.payload.run === run) report.epoch(event.payload.record, project.training.epochs);
    if (event.name === 'train.ended' && event.payload.summary.run === run) {
      report.ended(event.payload.summary, folder);
      return CODES[event.payload.summary.state] ?? EXIT.failed;
    }
  }
  throw new Error('The events of the run ended before the run did.');
}
