import type { Versions } from '../../../project/versions/migrate';

/** The forms of `run.json`. */
export const recordVersions: Versions = {
  document: 'run record',
  newest: 2,
  migrations: [
    {
      to: 2,
      name: 'what the run is, not how far it came',
      why:
        'Seconds of the last sitting were taken for those of the run. How far it came and how long it took stand in its checkpoint ' +
        'alone, and who trains it in its lock.',
      up: ({ pid: _, seconds: __, ...rest }) => ({ ...rest, version: 2, changes: [] }),
    },
  ],
};
