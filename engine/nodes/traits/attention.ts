import { formatShape, type TensorType } from '../../graph';
import { type Complaint, clash, complain, type InputPort, type OutputPort, type Takes } from '../define';
import { flag, float } from '../params';

/** What the attention layers have in common: what may be seen, what is dropped, and the scores as an output. */

export const attentionParams = {
  causal: flag({
    label: 'Causal',
    help: 'On: no query sees time steps behind its own, so that nothing looks into the future.',
    default: false,
    section: 'Shape',
  }),
  scores: flag({
    label: 'Return scores',
    help: 'Gives the weight of every time step for every query at a port of its own.',
    default: false,
    section: 'Shape',
  }),
  dropout: float({
    label: 'Dropout',
    help: 'Share of the weights set to zero in training. From 0 to 0.99.',
    default: 0,
    min: 0,
    max: 0.99,
    section: 'Regularisation',
  }),
} as const;

export const attentionInputs = (query: Takes): readonly InputPort[] => [
  { id: 'query', label: 'query', takes: query },
  { id: 'value', label: 'value', takes: 'sequence' },
  { id: 'key', label: 'key', takes: 'sequence', optional: true },
];

export const attentionOutputs = ({ scores }: { scores: boolean }): readonly OutputPort[] => [
  { id: 'context', label: 'context' },
  ...(scores ? [{ id: 'scores', label: 'scores' }] : []),
];

/** What keeps query, key and value from going together, whatever is scored. */
export function attentionFlaw(
  query: TensorType,
  key: TensorType,
  value: TensorType,
  { causal }: { causal: boolean },
): Complaint | undefined {
  if (query.shape.length > 2) return clash('rank', `needs a query of one or two axes, but gets ${formatShape(query.shape)}.`);
  if (key.shape[0] !== value.shape[0]) {
    return clash('steps-differ', `has ${key.shape[0]} keys for ${value.shape[0]} values: both need the same number of time steps.`);
  }
  if (causal && query.shape.length === 1) {
    return complain('causal-single', 'is causal, but gets one query for the whole sequence, which would see the first time step alone.', {
      label: 'Switch causal off',
      set: { causal: false },
    });
  }
  return undefined;
}
