import { Refusal } from '../../api';
import type { TableRecipe } from '../../project';
import type { Part } from '../dataset';

/**
 * Which rows the samples of a table read, and which part each belongs to.
 *
 * Sample s reads the inputs of rows [s, s + window). Its targets lie in the `horizon` rows after them (`after`), or
 * `horizon` rows after each of its time steps (`everyStep`). So N rows hold N − window − horizon + 1 samples.
 *
 * Parts follow each other in time. A sample belongs to a part when all of its targets lie there; its inputs may reach back
 * into the part before. Samples whose targets lie on both sides of an end, as they do when several rows are forecast, are
 * left out: no row is a target in two parts.
 */
export interface Windows {
  /** Number of the first sample of each part. */
  readonly starts: Readonly<Record<Part, number>>;
  readonly counts: Readonly<Record<Part, number>>;
  /** Rows that training samples read, as inputs or targets: [0, trainingRows). */
  readonly trainingRows: number;
  /** First rows that are targets of the validation and of the test part. */
  readonly ends: readonly number[];
  /** Samples left out at the ends of parts. */
  readonly leftOut: number;
}

type Layout = Pick<TableRecipe, 'window' | 'horizon' | 'targetAt' | 'split'>;

export function layWindows(rows: number, { window, horizon, targetAt, split }: Layout): Windows {
  const samples = rows - window - horizon + 1;
  if (samples < 1) {
    throw new Refusal(
      `The data have ${rows} usable ${rows === 1 ? 'row' : 'rows'}, but a window of ${window} and a horizon of ${horizon} need at least ${window + horizon}: take a shorter window or more data.`,
    );
  }
  const [span, before] = targetAt === 'after' ? [horizon, window] : [window, horizon];
  const cuts = [Math.round(split.train * samples), Math.round((split.train + split.validation) * samples)];
  const [trainEnd = 0, validationEnd = 0] = cuts.map((cut) => Math.min(cut, samples));
  /** Samples of [from, to) whose targets end before those of sample `to` begin. */
  const whole = (from: number, to: number) => Math.max(0, to - from - (to < samples ? span - 1 : 0));
  const counts = { train: whole(0, trainEnd), validation: whole(trainEnd, validationEnd), test: whole(validationEnd, samples) };
  if (counts.train === 0) {
    throw new Refusal(
      `No window is left to train on: ${format(split.train)} of ${samples} windows is too little when each is followed by ${span === 1 ? 'a target' : `${span} rows of targets`}. Raise the train share or take more data.`,
    );
  }
  const inner = trainEnd < validationEnd ? [trainEnd, validationEnd] : [trainEnd];
  return {
    starts: { train: 0, validation: trainEnd, test: validationEnd },
    counts,
    trainingRows: counts.train + window + horizon - 1,
    ends: inner.filter((cut) => cut < samples).map((cut) => cut + before),
    leftOut: samples - counts.train - counts.validation - counts.test,
  };
}

function format(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
