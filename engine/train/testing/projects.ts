import type { Params } from '../../graph';
import { chain } from '../../nodes/testing/graphs';
import { defaultTraining, emptyProject, type Project, type TrainingSettings } from '../../project';

const LINES = 'to be or not to be that is the question\nwhether it is nobler in the mind to suffer\n';

/** A word language model of a few hundred numbers. */
export function wordProject(training: Partial<TrainingSettings> = {}, lstm: Params = {}): Project {
  return {
    ...emptyProject,
    graph: chain([
      { type: 'embedding', params: { vocabulary: 15, dimensions: 4 } },
      { type: 'lstm', params: { units: 6, ...lstm } },
      { type: 'dense', params: { units: 15, activation: 'softmax' } },
    ]),
    data: { is: 'words', source: { is: 'inline', text: LINES }, length: null, maxWords: null, split: { train: 1, validation: 0 } },
    training: { ...defaultTraining, epochs: 4, batchSize: 4, ...training },
    seed: 5,
  };
}

/** A forecast of yearly sunspots with a small LSTM. */
export function seriesProject(training: Partial<TrainingSettings> = {}): Project {
  return {
    ...emptyProject,
    graph: chain([{ type: 'lstm', params: { units: 8 } }, { type: 'dense' }]),
    data: {
      is: 'table',
      source: { is: 'sample', name: 'sunspots.csv' },
      time: 'year',
      features: ['sunspots'],
      targets: ['sunspots'],
      window: 10,
      horizon: 1,
      targetAt: 'after',
      missing: 'interpolate',
      scaling: 'standard',
      split: { train: 0.7, validation: 0.15 },
    },
    training: { ...defaultTraining, epochs: 4, ...training },
    seed: 3,
  };
}
