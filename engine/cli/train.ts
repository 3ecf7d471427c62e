import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Calls, type Client, Refusal, type RunState } from '../api';
import type { Project } from '../project';
import { collectEvents } from './events';
import { EXIT, type ExitCode } from './exit';
import { goOnCommand } from './goOn';
import { createHeldUp } from './heldUp';
import { folderOfRun, placeRuns } from './runFolder';
import type { Session } from './session';
import type { From, TrainingReport } from './trainingReport';
import { callRun, whichRun } from './whichRun';

export interface TrainOptions {
  readonly file: string;
  readonly epochs?: number;
  readonly seed?: number;
  readonly out?: string;
  /** The run to go on with: its word, its name or its folder. */
  readonly resume?: string;
  /** The person knows that its data have changed. */
  readonly changedData: boolean;
}

type Request = Calls['train.start']['in'];

const CODES: Partial<Record<RunState, ExitCode>> = {
  finished: EXIT.done,
  'stopped early': EXIT.done,
  stopped: EXIT.interrupted,
};

/** Trains a project to its end, or to Ctrl-C, which keeps what was learned and says how to go on. */
export async function train(
  session: Session,
  options: TrainOptions,
  { report, wait }: { report: TrainingReport; wait: (milliseconds: number) => Promise<void> },
): Promise<ExitCode> {
  const { engine } = session;
  const { project: saved } = await engine.call('project.open', { path: resolve(options.file) });
  const { request, from } = options.resume === undefined ? anew(saved, options) : await goingOn(engine, saved, options, options.resume);
  const { projectPath } = request;

  const events = collectEvents(engine, ['train.progress', 'train.epoch', 'train.ended']);
  const starting = engine.call('train.start', request).catch((error) => explainRefusal(error, options));
  const heldUp = createHeldUp({
    tell: report.paused,
    tellOn: report.goesOn,
    retry: async () => engine.call('train.resume', { projectPath, run: (await starting).run }),
    wait,
  });
  const stopping = session.interrupted.then(async () => {
    heldUp.end();
    report.remark('stopping at the next batch; what was learned is kept');
    await engine.call('train.stop', { projectPath, run: (await starting).run });
  });
  // That the run ended on its own meanwhile, or never began, is no failure.
  stopping.catch(() => undefined);

  const { run } = await starting;
  const folder = folderOfRun(projectPath, run);
  report.started({ run, folder, from });
  for await (const event of events) {
    if (event.name === 'train.progress' && event.payload.run === run && !heldUp.sees(event.payload)) report.progress(event.payload);
    if (event.name === 'train.epoch' && event.payload.run === run) report.epoch(event.payload.record, request.project.training.epochs);
    if (event.name === 'train.ended' && event.payload.summary.run === run) {
      heldUp.end();
      const { summary } = event.payload;
      // A start that failed leaves none.
      const isThere = (await stat(folder).catch(() => undefined)) !== undefined;
      report.ended(summary, isThere ? folder : undefined);
      if (summary.state === 'stopped' && summary.hasCheckpoint) {
        const name = options.resume ?? (await nameAmongOthers(engine, projectPath, summary));
        report.remark(`go on with: ${goOnCommand({ file: options.file, run: name, out: options.out })}`);
      }
      return CODES[summary.state] ?? EXIT.failed;
    }
  }
  throw new Error('The events of the run ended before the run did.');
}

interface Start {
  readonly request: Request;
  readonly from: From | undefined;
}

function anew(saved: Project, { file, epochs, seed, out }: TrainOptions): Start {
  const changed = { ...saved, seed: seed ?? saved.seed, training: { ...saved.training, epochs: epochs ?? saved.training.epochs } };
  return { request: { ...placeRuns(changed, { file, out }), resume: null }, from: undefined };
}

/** A run goes on with its own network, data and settings: of the project, which may have changed since, nothing counts. */
async function goingOn(engine: Client, saved: Project, { file, epochs, out, changedData }: TrainOptions, said: string): Promise<Start> {
  const placed = placeRuns(saved, { file, out });
  const { projectPath, summary } = await whichRun(engine, {
    said,
    projectPath: placed.projectPath,
    isElsewhere: out !== undefined,
  });
  const { run, word, epochsPlanned } = summary;
  if (epochs !== undefined && epochs < epochsPlanned) {
    throw new Refusal(`The run ${word} is planned for ${epochsPlanned} epochs: --epochs can raise that number, not lower it.`);
  }
  const project = { ...placed.project, training: { ...placed.project.training, epochs: epochs ?? epochsPlanned } };
  return {
    request: { project, projectPath, resume: { run, changedData } },
    from: { epochs: summary.epochs, batch: summary.batch },
  };
}

/** Where the person can have it all the same, the refusal says how. */
function explainRefusal(error: unknown, { file, out, resume }: TrainOptions): never {
  if (!(error instanceof Refusal) || error.code !== 'data-changed' || resume === undefined) throw error;
  const command = `${goOnCommand({ file, run: resume, out })} --changed-data`;
  throw new Refusal(`${error.message}\nTo go on with the data as they are now: ${command}`, error.code);
}

/** What the run is to be called so that no other one is meant. */
async function nameAmongOthers(engine: Client, projectPath: string, summary: { run: string; word: string }): Promise<string> {
  try {
    return callRun(summary, await engine.call('runs.list', { projectPath }));
  } catch {
    return summary.run;
  }
}
