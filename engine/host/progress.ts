import type { Emit, TrainProgress } from '../api';
import type { BatchReport, ValidationReport } from '../train/reports';

/** Between two progress events, in milliseconds: at most 20 a second reach the window, however fast batches are. */
const EVERY = 50;
/** Batches that one event tells of at most; with more, every second one is left out, and so on. */
const MAX_POINTS = 100;
/** The rate is measured over this many milliseconds. */
const RATE_OVER = 3000;

/** Turns reports of batches into few events with rate and time left. */
export interface ProgressReporter {
  batch(report: BatchReport): void;
  validation(report: ValidationReport): void;
  /** Tells at once, such as when a run pauses; `reason`: why it did so by itself. */
  tell(state: TrainProgress['state'], reason?: string | null): void;
}

export function createProgressReporter(
  emit: Emit,
  run: { projectPath: string; run: string; epochs: number; epochsDone: number; seconds: number; learningRate: number },
): ProgressReporter {
  let last = Number.NEGATIVE_INFINITY;
  let points: TrainProgress['points'] = [];
  let newest: BatchReport | undefined;
  let { seconds, learningRate } = run;
  const marks: { at: number; step: number }[] = [];

  const send = (state: TrainProgress['state'], reason: string | null = null) => {
    last = performance.now();
    const rate = rateOf(marks);
    const total = newest ? newest.batches * run.epochs : 0;
    emit('train.progress', {
      projectPath: run.projectPath,
      run: run.run,
      state,
      reason,
      epoch: newest?.epoch ?? run.epochsDone + 1,
      epochs: run.epochs,
      batch: newest?.batch ?? 0,
      batches: newest?.batches ?? 0,
      loss: finite(newest?.meanLoss),
      gradientNorm: finite(newest?.gradientNorm),
      learningRate,
      batchesPerSecond: rate,
      elapsedSeconds: seconds,
      secondsLeft: newest && rate > 0 ? (total - newest.step) / rate : null,
      points: thin(points),
    });
    points = [];
  };

  return {
    batch(report) {
      newest = report;
      ({ seconds, learningRate } = report);
      points.push({ step: report.step, loss: finite(report.loss), gradientNorm: finite(report.gradientNorm) });
      const now = performance.now();
      if (now - last < EVERY) return;
      marks.push({ at: now, step: report.step });
      while (marks.length > 2 && now - (marks[0]?.at ?? now) > RATE_OVER) marks.shift();
      send('running');
    },
    validation(report) {
      ({ seconds } = report);
      // A part that is measured in no time is not worth a word.
      if (performance.now() - last >= EVERY) send('validating');
    },
    tell: send,
  };
}

function rateOf(marks: readonly { at: number; step: number }[]): number {
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || last.at === first.at) return 0;
  return ((last.step - first.step) * 1000) / (last.at - first.at);
}

function thin<T>(points: T[]): T[] {
  const every = Math.ceil(points.length / MAX_POINTS);
  return every <= 1 ? points : points.filter((_, i) => i % every === 0);
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
