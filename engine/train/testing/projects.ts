import type { Params } from '../../graph';
import { chain, type Link } from '../../nodes/testing/graphs';
import { defaultTraining, emptyProject, OPTIMISERS, type Project, type TrainingSettings } from '../../project';

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

/** Runs whose state is more than weights: random numbers and slots, states from batch to batch, moving statistics. */
export const RESUMED: readonly (readonly [name: string, project: Project])[] = [
  [
    'an LSTM with dropout and Adam',
    withLayers(seriesProject({ epochs: 2 }), { type: 'lstm', params: { units: 5, dropout: 0.2, recurrentDropout: 0.2 } }),
  ],
  ['a stateful GRU', withLayers(seriesProject({ epochs: 2, shuffle: false }), { type: 'gru', params: { units: 5, stateful: true } })],
  ['a text with BatchNormalization', textWithStatistics()],
];

function withLayers(project: Project, layer: Link): Project {
  return { ...project, graph: chain([layer, { type: 'dense' }]) };
}

function textWithStatistics(): Project {
  const graph = chain([
    { type: 'embedding', params: { vocabulary: 15, dimensions: 4 } },
    { type: 'lstm', params: { units: 6 } },
    { type: 'batchNormalization' },
    { type: 'dense', params: { units: 15, activation: 'softmax' } },
  ]);
  const project = wordProject({ epochs: 2, optimiser: { ...OPTIMISERS.rmsprop, momentum: 0.5 } });
  return { ...project, graph };
}
