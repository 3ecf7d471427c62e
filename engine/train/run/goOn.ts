import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../api/contract';
import type { EpochRecord } from '../../api/training';
import { keepOriginal } from '../../project/versions/original';
import { truncateScalars } from '../observers/scalars';
import { type Scores, scoresOf, watchedMetric } from '../observers/scores';
import type { TrainState } from '../state';
import { dropNewer, readCheckpoint, type StoredState } from './checkpoint';
import { sweep } from './folder';
import { JOURNAL_FILES, type Marks, marksOf, readJournal, truncateJournal, writeJournal } from './journal';
import { RECORD_FILE, type RunRecord, readRecord } from './record';

/** A run that is to go on, as its folder has it. */
export interface Resumable {
  readonly record: RunRecord;
  readonly stored: StoredState;
  /** Why a newer state could not be taken, in a sentence. */
  readonly damage: string | null;
  /** The version its record was written in. */
  readonly from: number;
}

/** What a run goes on with once its folder is as it was at that state. */
export interface GoingOn {
  readonly state: TrainState;
  readonly marks: Marks;
  /** Whether lines of its journals are lost. */
  readonly isShorter: boolean;
  /** Epochs that have to be written for TensorBoard again; none where they still stand there. */
  readonly repeat: readonly EpochRecord[];
}

/** Reads a run that is to go on; refuses one that cannot. */
export async function openResumable(folder: string): Promise<Resumable> {
  const read = await readRecord(folder);
  if (read.is === 'unreadable') throw new Refusal(`This run cannot go on. ${read.why}`);
  const { state, damage } = await readCheckpoint(folder, 'last');
  if (!state) throw new Refusal(`This run has no whole checkpoint to go on from: train anew.${damage === null ? '' : ` ${damage}`}`);
  return { record: read.record, stored: state, damage, from: read.from };
}

/**
 * Brings a run's folder back to the state it goes on from: what was written behind it goes, and what a version before this one wrote is
 * kept beside its new form. batches: in an epoch.
 */
export async function rewind(folder: string, { stored, from }: Resumable, batches: number): Promise<GoingOn> {
  await sweep(folder);
  await dropNewer(folder, stored.step);
  if (from === 1) await keepOriginal(join(folder, RECORD_FILE), 1);
  const { from: version, ...state } = stored;
  if (version === 1) return rewindFirstVersion(folder, state, batches);
  const marks = marksOf(state.observers.journal);
  if (!marks) throw new Error('A checkpoint without marks of the journal was read.');
  const isThere = await truncateScalars(folder, state.observers.scalars);
  const { marks: goesOnAt, isShorter } = await truncateJournal(folder, marks);
  return { state, marks: goesOnAt, isShorter, repeat: isThere ? [] : (await readJournal(folder)).epochs };
}

/**
 * Version 1 named a state by its last whole epoch, and wrote the weights of later batches into it where the run was stopped inside an
 * epoch: how many of them follows from the optimiser's steps. What those batches had come to, but for their loss, is not known.
 */
async function rewindFirstVersion(folder: string, state: TrainState, batches: number): Promise<GoingOn> {
  // The originals, if an earlier attempt to go on has kept them already: what it wrote in their place may not be whole.
  const written = await readJournal(folder, { version: 1 });
  for (const name of Object.values(JOURNAL_FILES)) await keepOriginalOf(join(folder, name));
  const epochs = written.epochs.filter(({ epoch }) => epoch <= state.epoch);
  const marks = await writeJournal(folder, { epochs, batches: written.batches.filter(({ step }) => step <= state.step) });
  await truncateScalars(folder, undefined);
  return {
    state: {
      ...state,
      batch: Math.max(0, state.step - state.epoch * batches),
      seconds: epochs.reduce((sum, { seconds }) => sum + seconds, 0),
      observers: { scores: withPatience(scoresOf(epochs), state) },
    },
    marks,
    isShorter: false,
    repeat: epochs,
  };
}

const oldPatience = z.strictObject({ best: z.number().nullable(), epochsSince: z.number().int().min(0) });

/** Of an epoch whose line a crash cost the checkpoint knows the loss alone, which is enough to tell whether a later one is better. */
function withPatience(scores: Scores, { epoch, observers }: TrainState): Scores {
  const { best, epochsSince } = oldPatience.catch({ best: null, epochsSince: 0 }).parse(observers.patience);
  const metric = watchedMetric(scores.last);
  const known = scores.best?.metrics[metric] ?? Number.POSITIVE_INFINITY;
  if (best === null || best >= known) return scores;
  return { ...scores, best: { epoch: Math.max(1, epoch - epochsSince), metrics: { [metric]: best } }, epochsSince };
}

/** A run that was killed before its first line was written has no journal to keep. */
async function keepOriginalOf(path: string): Promise<void> {
  try {
    await keepOriginal(path, 1);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
