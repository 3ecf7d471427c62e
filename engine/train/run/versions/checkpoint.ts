import type { Versions } from '../../../project/versions/migrate';

/** The forms of a checkpoint's manifest. One that says no version is of version 1. */
export const checkpointVersions: Versions = {
  document: 'checkpoint',
  newest: 2,
  migrations: [
    {
      to: 2,
      name: 'the whole state',
      why: 'A checkpoint of version 1 knew its epoch alone, so that a run which was stopped inside an epoch could not go on as it was.',
      // Batches of the epoch under way follow from the step and the number of batches in an epoch, which the data tell; best and last
      // epoch follow from the journal and from the old `patience`. All is known where the run goes on (`goOn.ts`).
      up: ({ epoch, weights, optimiser, patience, files }) => {
        const { step, slots } = optimiser as { step: number; slots: [] };
        const { 'weights.bin': weightsFile, 'optimiser.bin': slotsFile } = files as Record<string, { bytes: number; sha256: string }>;
        if (!weightsFile || !slotsFile) throw new Error('it names no files');
        return {
          format: 'unroll-checkpoint',
          version: 2,
          ...{ step, epoch, batch: 0, seconds: 0, epochSeconds: 0 },
          means: { samples: 0, loss: 0, metrics: [] },
          observers: { patience },
          tensors: { weights, slots, carried: [] },
          files: { weights: weightsFile, slots: slotsFile, carried: { bytes: 0, sha256: '' } },
        };
      },
    },
  ],
};
