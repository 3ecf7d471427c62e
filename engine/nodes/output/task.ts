import type { TargetSpec } from '../define';

/** What an Output asks of the network, with `auto` resolved by what the data's targets are. */

export const TASKS = ['auto', 'regression', 'classification', 'binary'] as const;
export const LOSSES = [
  'meanSquaredError',
  'meanAbsoluteError',
  'huber',
  'categoricalCrossentropy',
  'sparseCategoricalCrossentropy',
  'binaryCrossentropy',
] as const;
export const METRICS = ['accuracy', 'mae', 'rmse', 'perplexity'] as const;

export type Task = Exclude<(typeof TASKS)[number], 'auto'>;
export type LossName = (typeof LOSSES)[number];
export type MetricName = (typeof METRICS)[number];

export interface Objective {
  readonly task: Task;
  readonly loss: LossName;
  readonly metrics: readonly MetricName[];
}

export interface OutputParams {
  readonly targets: readonly string[];
  readonly lossWeight: number;
  readonly task: (typeof TASKS)[number];
  readonly loss: LossName | 'auto';
  readonly metrics: readonly MetricName[];
}

const TASK_OF: Record<TargetSpec['is'], Task> = { values: 'regression', class: 'classification', binary: 'binary' };
const LOSS_OF: Record<Task, LossName> = {
  regression: 'meanSquaredError',
  classification: 'categoricalCrossentropy',
  binary: 'binaryCrossentropy',
};
const METRICS_OF: Record<Task, readonly MetricName[]> = { regression: ['mae'], classification: ['accuracy'], binary: ['accuracy'] };

/** The activation the last layer needs so that the loss means what its name says. */
export const ACTIVATION_OF: Partial<Record<LossName, string>> = {
  categoricalCrossentropy: 'softmax',
  sparseCategoricalCrossentropy: 'softmax',
  binaryCrossentropy: 'sigmoid',
};

/** Metrics that say something about a task. */
export const METRICS_FOR: Record<Task, readonly MetricName[]> = {
  regression: ['mae', 'rmse'],
  classification: ['accuracy', 'perplexity'],
  binary: ['accuracy'],
};

export function resolveObjective(params: Pick<OutputParams, 'task' | 'loss' | 'metrics'>, target: TargetSpec | undefined): Objective {
  const task = params.task === 'auto' ? (target ? TASK_OF[target.is] : 'regression') : params.task;
  return {
    task,
    loss: params.loss === 'auto' ? LOSS_OF[task] : params.loss,
    metrics: params.metrics.length > 0 ? params.metrics : METRICS_OF[task],
  };
}
