import type { BatchReport, EpochReport, LoopEnd, ValidationReport } from './reports';
import type { Json, TrainState } from './state';

export type Snapshot = Omit<TrainState, 'observers'>;

/** What an observer may ask of the run at the moment it is told something. */
export interface Moment {
  /** The state of the run as it stands, but for what the observers keep: it costs one reading of all weights and slots. */
  snapshot(): Snapshot;
  /** The same with what every observer keeps, which is written by then. */
  capture(): Promise<TrainState>;
}

/** An end that an observer wants, or nothing. */
export type Verdict = LoopEnd | undefined;

/** What an observer answers: at once, or when it has written what it had to write. */
export type Told = Verdict | Promise<Verdict> | undefined;

/**
 * Watches a run. Observers are told in their order, each with its own part of the state; none writes weights. The first end that one
 * of them wants is the run's, after all have been told.
 */
export interface Observer {
  /** Under which its part stands in the state. */
  readonly name: string;
  /** Its part of the state as it is now; what it has written by then is on the disk. */
  slice?(): Json | Promise<Json>;
  /** A batch was trained. */
  batch?(report: BatchReport, moment: Moment): Told;
  /** A batch was not trained, since its loss or gradient is no finite number: the weights stay as they were. */
  refusal?(report: BatchReport): Told;
  /** A batch of the validation part was measured. */
  validation?(report: ValidationReport): Told;
  /** An epoch is whole. */
  epoch?(report: EpochReport, moment: Moment): Told;
  /** The run is over. */
  end?(end: LoopEnd, moment: Moment): void | Promise<void>;
  /** Lets go of what it holds, however the run ended. */
  close?(): void | Promise<void>;
}
