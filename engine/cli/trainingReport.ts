import { Presets, SingleBar } from 'cli-progress';
import type { EpochRecord, RunSummary, TrainProgress } from '../api';
import { formatDuration, formatMeasure, formatMetrics } from './format';
import type { Session } from './session';

/** How a run is told while it goes on. */
export interface TrainingReport {
  started(run: { run: string; folder: string }): void;
  progress(at: TrainProgress): void;
  epoch(record: EpochRecord, epochs: number): void;
  ended(summary: RunSummary, folder: string): void;
}

/** Milliseconds between two lines of progress for programs. */
const JSON_INTERVAL = 1000;

/** For other programs: one JSON object a line on standard output. */
export function jsonReport({ print }: Session, now: () => number = Date.now): TrainingReport {
  let last = Number.NEGATIVE_INFINITY;
  const line = (event: string, rest: object) => print(JSON.stringify({ event, ...rest }));
  return {
    started: (run) => line('started', run),
    progress({ points: _, projectPath: __, ...at }) {
      if (now() - last < JSON_INTERVAL) return;
      last = now();
      line('progress', at);
    },
    epoch: (record) => line('epoch', record),
    ended: (summary, folder) => line('ended', { ...summary, folder }),
  };
}

/** For a log: one line an epoch on standard error, the result on standard output. */
export function lineReport(session: Session): TrainingReport {
  return {
    started: ({ run }) => session.remark(`run ${run}`),
    progress: () => undefined,
    epoch: ({ epoch, metrics, seconds }, epochs) =>
      session.remark(`epoch ${epoch}/${epochs}: ${formatMetrics(metrics)} (${formatDuration(seconds)})`),
    ended: (summary, folder) => tellEnd(session, summary, folder),
  };
}

/** For a person: a bar with rate and time left on standard error, the result on standard output. */
export function barReport(session: Session): TrainingReport {
  const bar = new SingleBar(
    {
      format: '{bar} {percentage} %  epoch {epoch}/{epochs}  loss {loss}  {rate} batches/s  {left} left',
      barsize: 24,
      hideCursor: true,
      linewrap: null,
      // The engine sends at most 20 a second.
      fps: 20,
      etaBuffer: 1,
    },
    Presets.shades_classic,
  );
  let isShown = false;
  return {
    started: ({ run }) => session.remark(`run ${run}`),
    progress({ state, epoch, epochs, batch, batches, loss, batchesPerSecond, secondsLeft }) {
      if (state === 'preparing') return;
      const shown = {
        epoch,
        epochs,
        loss: formatMeasure(loss),
        rate: formatMeasure(batchesPerSecond),
        left: formatDuration(secondsLeft),
      };
      const total = epochs * Math.max(1, batches);
      const done = Math.max(0, epoch - 1) * Math.max(1, batches) + batch;
      if (!isShown) bar.start(total, done, shown);
      else {
        bar.setTotal(total);
        bar.update(done, shown);
      }
      isShown = true;
    },
    epoch: () => undefined,
    ended(summary, folder) {
      if (isShown) bar.stop();
      tellEnd(session, summary, folder);
    },
  };
}

function tellEnd({ print, remark }: Session, summary: RunSummary, folder: string): void {
  const { word, state, epochs, epochsPlanned, seconds, last, best, note } = summary;
  print(`${word} ${state} after ${epochs} of ${epochsPlanned} epochs in ${formatDuration(seconds)}: ${formatMetrics(last)}`);
  if (best && best.epoch !== epochs) print(`best at epoch ${best.epoch}: ${formatMetrics(best.metrics)}`);
  if (note !== null) remark(note);
  print(folder);
}
