import { formatShape } from '../../graph';
import { type Complaint, complain, defineNode, type TargetSpec } from '../define';
import { choice, choices, float, names } from '../params';
import { ACTIVATION_OF, LOSSES, METRICS, METRICS_FOR, resolveObjective, TASKS } from './task';

/** The end of the network: compares the prediction with the data's targets. */
export const output = defineNode({
  type: 'output',
  title: 'Output',
  group: 'output',
  summary: 'Where the prediction is compared with the truth: task, loss and metrics.',
  params: {
    targets: names({
      label: 'Targets',
      help: 'Which target columns this Output forecasts; all of them unless chosen.',
      none: 'all targets',
      section: 'Data',
    }),
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
    lossWeight: float({
      label: 'Loss weight',
      help: 'How much this Output counts in the loss of a network with several. From 0 to 1,000,000.',
      default: 1,
      min: 0,
      max: 1e6,
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
    if (!data) return {};
    const missing = params.targets.find((name) => !data.target.columns?.includes(name));
    if (missing !== undefined) {
      return complain(
        'no-target',
        `asks for the target "${missing}", but the targets are ${data.target.columns?.join(', ') || 'classes'}.`,
        {
          label: 'Take all targets',
          set: { targets: [] },
        },
      );
    }
    return mismatch(prediction.shape, chosenShape(data.target, params.targets)) ?? {};
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

/** The shape of some of the targets: their share of the last axis. */
function chosenShape({ shape, columns = [] }: TargetSpec, chosen: readonly string[]): readonly number[] {
  if (chosen.length === 0) return shape;
  return [...shape.slice(0, -1), ((shape.at(-1) ?? 1) / columns.length) * chosen.length];
}

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
