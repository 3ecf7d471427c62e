import { chain } from '../../nodes/testing/graphs';
import { OPTIMISERS } from '../../project';
import type { ParityCase } from '../request';
import { DENSE, EVERY_STEP, MASKED, NUMBER, network, parityCase, series, words } from './network';

/** Whole networks: losses, optimisers, several Inputs and Outputs, states that are wired on. */

const lstm = { type: 'lstm', params: { units: 3 } };

const losses = [
  ...['huber', 'meanAbsoluteError'].map((loss) =>
    parityCase(
      `loss ${loss}`,
      network({
        input: { type: 'input' },
        h: { ...lstm, from: 'input' },
        dense: { ...DENSE, from: 'h' },
        output: { type: 'output', params: { loss }, from: 'dense' },
      }),
      series(NUMBER),
    ),
  ),
  parityCase(
    'loss binary',
    chain([
      { type: 'gru', params: { units: 3 } },
      { type: 'dense', params: { units: 1, activation: 'sigmoid' } },
    ]),
    series({ is: 'binary', shape: [1] }),
  ),
  parityCase(
    'loss classes',
    chain([lstm, { type: 'dense', params: { units: 4, activation: 'softmax' } }]),
    series({ is: 'class', shape: [4] }),
  ),
  parityCase(
    'loss classes of words',
    chain([MASKED, lstm, { type: 'dense', params: { units: 9, activation: 'softmax' } }]),
    words({ is: 'class', shape: [9] }),
  ),
];

/** Several Inputs, each of some columns, and two Outputs whose losses count differently. */
const several = parityCase(
  'several inputs and outputs',
  network({
    two: { type: 'input', params: { columns: ['a', 'b'] } },
    one: { type: 'input', params: { columns: ['c'] } },
    h: { type: 'lstm', params: { units: 4 }, from: 'two' },
    g: { type: 'gru', params: { units: 3 }, from: 'one' },
    both: { type: 'concatenate', from: ['h', 'g'] },
    first: { ...DENSE, from: 'both' },
    second: { ...DENSE, from: 'g' },
    main: { type: 'output', params: { lossWeight: 0.3 }, from: 'first' },
    side: { type: 'output', params: { lossWeight: 2, loss: 'meanAbsoluteError' }, from: 'second' },
  }),
  series(NUMBER),
);

/** An encoder hands its last states to a decoder. */
const handedOn = ['lstm', 'gru', 'simpleRnn'].map((type) => {
  const states = type === 'lstm' ? ['h', 'c'] : ['h'];
  const from = Object.fromEntries(states.map((name) => [`initial_${name}`, `encoder.state_${name}`]));
  return parityCase(
    `${type} encoder and decoder`,
    network({
      input: { type: 'input' },
      words: { ...MASKED, from: 'input' },
      encoder: { type, params: { units: 4, returnState: true }, from: 'words' },
      decoder: { type, params: { units: 4, initialState: true, returnSequences: true }, from: { sequence: 'words', ...from } },
      dense: { ...DENSE, from: 'decoder' },
      output: { type: 'output', from: 'dense' },
    }),
    words(EVERY_STEP),
  );
});

const sequencesAndStates = parityCase(
  'lstm sequences beside their last states',
  network({
    input: { type: 'input' },
    h: { type: 'lstm', params: { units: 3, returnSequences: true, returnState: true }, from: 'input' },
    repeated: { type: 'repeatVector', params: { n: 5 }, from: 'h.state_c' },
    both: { type: 'concatenate', from: ['h.output', 'repeated'] },
    dense: { ...DENSE, from: 'both' },
    output: { type: 'output', from: 'dense' },
  }),
  series(EVERY_STEP),
);

const twoWays = parityCase(
  'both directions at ports of their own',
  network({
    input: { type: 'input' },
    h: {
      type: 'bidirectional',
      params: { mergeMode: 'none' },
      inner: { type: 'lstm', params: { units: 3, returnSequences: true } },
      from: 'input',
    },
    apart: { type: 'subtract', from: ['h.forward', 'h.backward'] },
    dense: { ...DENSE, from: 'apart' },
    output: { type: 'output', from: 'dense' },
  }),
  series(EVERY_STEP),
);

export const wholeCases: readonly ParityCase[] = [
  ...losses,
  several,
  ...handedOn,
  sequencesAndStates,
  twoWays,
  parityCase('every optimiser', chain([lstm, DENSE]), series(NUMBER), Object.values(OPTIMISERS)),
];
