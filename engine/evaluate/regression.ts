import { Refusal } from '../api/contract';
import type { Regression } from '../api/results';
import type { Part, TaskDataset } from '../data/dataset';
import { score } from './scores';
import { predictOutputs, type TrainedModel } from './trained';

/** Samples shown one by one. */
const MAX_SHOWN = 1000;
/** An adding sample whose error is smaller counts as solved (Hochreiter & Schmidhuber 1997, section 5.4). */
const TOLERANCE = 0.04;

/** Scores numbers on data the model has not seen, beside the mean of the training targets, which needs no model. */
export async function evaluateRegression(model: TrainedModel, dataset: TaskDataset): Promise<Regression> {
  const part = (['test', 'validation', 'train'] as const).find((name) => dataset.counts[name] > 0);
  if (!part) throw new Refusal('There are no samples to score on.');
  const truth = targetsOf(dataset, part);
  const outputs = await predictOutputs(model, part);
  const names = model.compiled.outputs.map(({ name }) => (outputs.length > 1 ? name : 'This model'));
  const own = outputs.map((values, i) => ({ name: names[i] ?? '', values: Float64Array.from(values) }));
  const training = targetsOf(dataset, 'train');
  const mean = training.reduce((sum, value) => sum + value, 0) / training.length;
  const prediction = nearest(own, truth);
  const solved = truth.filter((value, i) => Math.abs(value - (prediction[i] as number)) < TOLERANCE).length;
  return {
    is: 'regression',
    dataChanged: model.dataChanged,
    part,
    samples: truth.length,
    target: dataset.spec.target.columns?.[0] ?? 'target',
    scores: [...own, { name: 'Mean of the training targets', values: truth.map(() => mean) }].map(({ name, values }) => {
      const { mae, rmse } = score(truth, values, 0);
      return { name, mae: finite(mae), rmse: finite(rmse) };
    }),
    solved: { tolerance: TOLERANCE, share: solved / truth.length },
    truth: Array.from(truth.subarray(0, MAX_SHOWN), finite),
    prediction: Array.from(prediction.subarray(0, MAX_SHOWN), finite),
  };
}

/** Of several Outputs for the same target the one that errs least. */
function nearest(outputs: readonly { values: Float64Array }[], truth: Float64Array): Float64Array {
  const ranked = outputs.map(({ values }) => ({ values, ...score(truth, values, 0) })).sort((a, b) => a.mae - b.mae);
  return ranked[0]?.values ?? new Float64Array();
}

function targetsOf(dataset: TaskDataset, part: Part): Float64Array {
  const targets = dataset.targetsOf(part);
  const values = Float64Array.from(targets.dataSync());
  targets.dispose();
  return values;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
