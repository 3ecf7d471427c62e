import { Presets, SingleBar } from 'cli-progress';
import type { EpochRecord, RunSummary, TrainProgress } from '../api';
import { formatDuration, formatMeasure, formatMetrics } from './format';
import { RETRY_EVERY } from './heldUp';
import type { Session } from './session';

/** Where a run goes on: whole epochs behind it, and batches of the epoch under way. */
export interface From {
  readonly epochs: number;
  readonly batch: number;
}

/** How a run is told while it goes on. */
export interface TrainingReport {
  /** `from`: of a run that is resumed. */
  started(run: { run: string; folder: string; from: From | undefined }): void;
  progress(at: TrainProgress): void;
  epoch(record: EpochRecord, epochs: number): void;
  /** It paused by itself, for this reason, and is tried again. */
  paused(reason: string): void;
  /** It trains again after such a pause. */
  goesOn(): void;
  /** `folder`: undefined where the run left none. */
  ended(summary: RunSummary, folder: string | undefined): void;
  /** What is no result, on standard error. */
  remark(line: string): void;
}

/** Milliseconds between two lines of progress for programs. */
const JSON_INTERVAL = 1000;

/** For other programs: one JSON object a line on standard output. */
export function jsonReport({ print, remark }: Session, now: () => number = Date.now): TrainingReport {
  let last = Number.NEGATIVE_INFINITY;
  const line = (event: string, rest: object = {}) => print(JSON.stringify({ event, ...rest }));
  return {
    started: (run) => line('started', run),
    progress({ points: _, projectPath: __, ...at }) {
      if (now() - last < JSON_INTERVAL) return;
      last = now();
      line('progress', at);
    },
    epoch: (record) => line('epoch', record),
    paused: (reason) => line('paused', { reason }),
    goesOn: () => line('resumed'),
    ended: (summary, folder) => line('ended', { ...summary, folder }),
    remark,
  };
}

/** For a log: one line an epoch on standard error, the result on standard output. */
export function lineReport(session: Session): TrainingReport {
  return { ...sentences(session, session.remark), progress: () => undefined };
}

/** For a person: a bar with rate and time left on standard error, the result on standard output. */
export function barReport(session: Session, stream: NodeJS.WritableStream = process.stderr): TrainingReport {
  const bar = new SingleBar(
    {
      format: '{bar} {percentage} %  epoch {epoch}/{epochs}{doing}  loss {loss}  {rate} batches/s  {left} left',
      barsize: 24,
      hideCursor: true,
      linewrap: null,
      // The engine sends at most 20 a second.
      fps: 20,
      etaBuffer: 1,
      stream,
    },
    Presets.shades_classic,
  );
  let isShown = false;
  let [total, done] = [0, 0];
  const hide = () => {
    if (isShown) bar.stop();
    isShown = false;
  };
  const told = sentences(session, (line) => {
    // A line in the midst of the bar would be written over; progress draws it anew below.
    hide();
    session.remark(line);
  });
  return {
    ...told,
    progress({ state, epoch, epochs, batch, batches, loss, batchesPerSecond, secondsLeft }) {
      // Batches of the validation part, or none, are not those that the bar counts.
      if (state === 'running') {
        total = epochs * Math.max(1, batches);
        done = Math.max(0, epoch - 1) * Math.max(1, batches) + batch;
      }
      if (total === 0) return;
      const shown = {
        epoch,
        epochs,
        doing: state === 'running' ? '' : ` (${state})`,
        loss: formatMeasure(loss),
        rate: formatMeasure(batchesPerSecond),
        left: formatDuration(secondsLeft),
      };
      if (!isShown) bar.start(total, done, shown);
      else {
        bar.setTotal(total);
        bar.update(done, shown);
      }
      isShown = true;
    },
    epoch: () => undefined,
    ended(summary, folder) {
      hide();
      told.ended(summary, folder);
    },
  };
}

/** What both reports for people say. */
function sentences({ print }: Session, remark: (line: string) => void): Omit<TrainingReport, 'progress'> {
  return {
    started: ({ run, from }) => remark(`run ${run}${from ? ` goes on ${describeFrom(from)}` : ''}`),
    epoch: ({ epoch, metrics, seconds }, epochs) =>
      remark(`epoch ${epoch}/${epochs}: ${formatMetrics(metrics)} (${formatDuration(seconds)})`),
    paused(reason) {
      remark(reason);
      remark(`the run waits and goes on by itself: it is tried every ${RETRY_EVERY / 1000} s; Ctrl-C stops it`);
    },
    goesOn: () => remark('the run goes on'),
    ended(summary, folder) {
      print(describeEnd(summary));
      const { best, epochs, note } = summary;
      if (best && best.epoch !== epochs) print(`best at epoch ${best.epoch}: ${formatMetrics(best.metrics)}`);
      if (note !== null) remark(note);
      if (folder !== undefined) print(folder);
    },
    remark,
  };
}

function describeFrom({ epochs, batch }: From): string {
  if (batch > 0) return `in epoch ${epochs + 1}, after batch ${batch}`;
  return epochs > 0 ? `after epoch ${epochs}` : 'from its beginning';
}

/** The metrics are those of the last whole epoch, which is said where another one was under way. */
function describeEnd({ word, state, epochs, batch, epochsPlanned, seconds, last }: RunSummary): string {
  const took = `in ${formatDuration(seconds)}`;
  const metrics = formatMetrics(last);
  if (batch > 0) {
    const before = metrics === '' ? '' : `; epoch ${epochs}: ${metrics}`;
    return `${word} ${state} in epoch ${epochs + 1} of ${epochsPlanned}, after batch ${batch}, ${took}${before}`;
  }
  if (epochs === 0) return `${word} ${state} before its first batch, ${took}`;
  return `${word} ${state} after ${epochs} of ${epochsPlanned} epochs ${took}${metrics === '' ? '' : `: ${metrics}`}`;
}
