import { formatShape } from '../../graph';
import { type Complaint, complain, defineNode } from '../define';
import { choice, choices } from '../params';
import { ACTIVATION_OF, LOSSES, METRICS, METRICS_FOR, resolveObjective, TASKS } from './task';

/** The end of the network: compares the prediction with the data's targets. */
export const output = defineNode({
  type: 'output',
  title: 'Output',
  group: 'output',
  summary: 'Where the prediction is compared with the truth: task, loss and metrics.',
  params: {
    task: choice({
      label: 'Task',
      help: 'Regression forecasts numbers, classification picks one of several classes, binary says yes or no. Follows the data unless chosen.',
      default: 'auto',
      options: TASKS,
      labels: { auto: 'by the data' },
      section: 'Loss',
    }),
    loss: choice({
      label: 'Loss',
      help: 'What training makes small. Follows the task unless chosen.',
      default: 'auto',
      options: ['auto', ...LOSSES],
      labels: {
        auto: 'by the task',
        meanSquaredError: 'mean squared error',
        meanAbsoluteError: 'mean absolute error',
        huber: 'Huber',
        categoricalCrossentropy: 'categorical cross-entropy',
        sparseCategoricalCrossentropy: 'sparse categorical cross-entropy',
        binaryCrossentropy: 'binary cross-entropy',
      },
      section: 'Loss',
    }),
    metrics: choices({
      label: 'Metrics',
      help: 'Measured beside the loss after each epoch. Follow the task unless chosen.',
      default: [],
      options: METRICS,
      none: 'by the task',
      section: 'Loss',
    }),
  },
  telling: ['loss', 'metrics'],
  inputs: () => [{ id: 'prediction', label: 'prediction', takes: 'floats' }],
  outputs: () => [],
  shape: ({ params, input, data }) => {
    const prediction = input('prediction');
    const { task, loss } = resolveObjective(params, data?.target);
    const expectsClasses = loss === 'categoricalCrossentropy' || loss === 'sparseCategoricalCrossentropy';
    if (expectsClasses !== (task === 'classification') || (loss === 'binaryCrossentropy') !== (task === 'binary')) {
      return complain('loss-task', `measures ${task} by a loss that does not fit it.`, {
        label: 'Take the loss of the task',
        set: { loss: 'auto' },
      });
    }
    const stray = params.metrics.find((metric) => !METRICS_FOR[task].includes(metric));
    if (stray) {
      return complain('metric-task', `measures "${stray}", which says nothing about ${task}.`, {
        label: 'Take the metrics of the task',
        set: { metrics: [] },
      });
    }
    return data ? (mismatch(prediction.shape, data.target.shape) ?? {}) : {};
  },
  advise: ({ params, input, data }) => {
    const { loss } = resolveObjective(params, data?.target);
    const wanted = ACTIVATION_OF[loss];
    const { activation } = input('prediction');
    if (wanted === undefined || activation === wanted) return [];
    return [
      complain('activation-loss', `expects probabilities: cross-entropy needs ${wanted} in the layer before it.`, {
        label: `Set activation to ${wanted}`,
        set: { activation: wanted },
        onSourceOf: 'prediction',
      }),
    ];
  },
  help: {
    about:
      'The end of the network. The loss is the one number that training makes small; metrics are measured beside it, in words a person understands. ' +
      'Cross-entropy compares probabilities with the class that was true, squared error compares numbers.',
    equations: [
      { tex: 'L = \\tfrac1n \\textstyle\\sum (y - \\hat y)^2', label: 'mean squared error' },
      { tex: 'L = -\\tfrac1n \\textstyle\\sum \\log \\hat y_{\\mathrm{true}}', label: 'cross-entropy' },
    ],
    source: 'keras/src/losses/losses.py',
  },
  build: () => ({}),
});

/** What is wrong where the prediction's shape is not the target's. */
function mismatch(prediction: readonly number[], target: readonly number[]): Complaint | undefined {
  if (formatShape(prediction) === formatShape(target)) return undefined;
  const text = `compares predictions of ${formatShape(prediction)} with targets of ${formatShape(target)}.`;
  const width = target.at(-1) ?? 1;
  const sameRank = prediction.length === target.length;
  const sameSteps = sameRank && prediction.slice(0, -1).every((size, i) => size === target[i]);
  if (sameSteps) return complain('target-size', text, { label: `Set units to ${width}`, set: { units: width }, onSourceOf: 'prediction' });
  return complain('target-shape', text);
}
