import { Refusal } from '../api/contract';
import type { Classification } from '../api/results';
import type { Part } from '../data/dataset';
import { feed, firstIndices } from '../train/feed';
import { createStepper } from '../train/step';
import { exampleTexts } from './examples';
import { predictPart, type TrainedModel } from './trained';

/** Classes with a row of their own in the confusion matrix. */
const MAX_CLASSES = 40;
/** Samples scored at a time. */
const BATCH = 256;

/** Scores a classification on data the model has not seen; where none were kept back, on the training part, and says so. */
export async function evaluateClassification(model: TrainedModel): Promise<Classification> {
  const { dataset, compiled } = model;
  const part = (['test', 'validation', 'train'] as const).find((name) => dataset.counts[name] > 0);
  if (!part) throw new Refusal('There are no samples to score on.');
  const classes = Math.max(2, dataset.spec.target.shape.at(-1) ?? 2);
  const binary = compiled.outputs[0]?.objective.task === 'binary';
  const truth = truthOf(model, part);
  // Where every time step has a class, each of them counts.
  const samples = truth.length;
  const output = await predictPart(model, part);
  const predicted = likeliest(output, samples, binary);
  const loss = await meanLoss(model, part);
  const counts = countClasses(truth, classes);
  const shown = [...counts.keys()]
    .filter((index) => (counts[index] as number) > 0)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number));
  const named = shown.slice(0, MAX_CLASSES);
  const rest = shown.length > named.length || predicted.some((index) => !named.includes(index));
  const names = named.map((index) => dataset.className(index));
  const place = (index: number) => (named.includes(index) ? named.indexOf(index) : named.length);
  const size = names.length + (rest ? 1 : 0);
  const confusion = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  let right = 0;
  truth.forEach((index, i) => {
    const guess = predicted[i] as number;
    if (guess === index) right++;
    const row = confusion[place(index)] as number[];
    row[place(guess)] = (row[place(guess)] as number) + 1;
  });
  return {
    is: 'classification',
    dataChanged: model.dataChanged,
    part,
    samples,
    loss,
    accuracy: right / samples,
    perplexity: binary ? null : finite(Math.exp(loss)),
    baseline: (counts[mostFrequentOf(model, classes)] as number) / samples,
    examples: dataset.is === 'labelled' ? exampleTexts(dataset, part, { truth, predicted, output }) : [],
    classes: rest ? [...names, 'all others'] : names,
    confusion,
  };
}

function likeliest(output: Float32Array, samples: number, binary: boolean): Int32Array {
  const width = output.length / samples;
  return Int32Array.from({ length: samples }, (_, sample) => {
    if (binary) return Number((output[sample] as number) > 0.5);
    let best = 0;
    for (let i = 1; i < width; i++) if ((output[sample * width + i] as number) > (output[sample * width + best] as number)) best = i;
    return best;
  });
}

function truthOf({ dataset }: TrainedModel, part: Part): Int32Array {
  const targets = dataset.targetsOf(part);
  const truth = Int32Array.from(targets.dataSync());
  targets.dispose();
  return truth;
}

async function meanLoss(model: TrainedModel, part: Part): Promise<number> {
  const { tf, dataset, compiled } = model;
  const stepper = createStepper(tf, compiled, undefined);
  let sum = 0;
  for (const batch of feed(model, part, firstIndices(dataset.counts[part]), BATCH)) {
    sum += stepper.evaluate(batch).loss * batch.size;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return sum / dataset.counts[part];
}

/** The class that is most frequent in training: what one would say without looking. */
function mostFrequentOf(model: TrainedModel, classes: number): number {
  const counts = countClasses(truthOf(model, 'train'), classes);
  return counts.indexOf(Math.max(...counts));
}

function countClasses(truth: Int32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const index of truth) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
