import { Refusal } from '../api/contract';
import type { Classified } from '../api/results';
import { probabilityOf } from './examples';
import { predictBatch, type TrainedModel } from './trained';

/** Classes listed at most. */
const MAX_CLASSES = 1000;

/** What a model of labelled texts makes of a text that was typed. */
export function classifyText({ tf, compiled, dataset }: TrainedModel, text: string): Classified {
  if (dataset.is !== 'labelled')
    throw new Refusal('Only a model of labelled texts can say the label of a text: this one was trained on other data.');
  const { input, words } = dataset.encode(text);
  try {
    if (!words.some(({ known }) => known))
      throw new Refusal('The model knows none of these words: type a text with words like those it was trained on.');
    compiled.resetStates();
    const [probabilities = new Float32Array()] = predictBatch(tf, compiled, [input]);
    const classes = dataset.pipeline.labels.map((name, index) => ({ name, probability: probabilityOf(probabilities, index) }));
    const ranked = classes.sort((a, b) => b.probability - a.probability).slice(0, MAX_CLASSES);
    return {
      classes: ranked.map(({ name, probability }) => ({ name, probability: Number.isFinite(probability) ? probability : null })),
      words: [...words],
    };
  } finally {
    input.dispose();
  }
}
