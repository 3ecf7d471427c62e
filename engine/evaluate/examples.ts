import type { Classification } from '../api/results';
import type { LabelledDataset, Part } from '../data/dataset';

/** Texts shown of the mistakes and of the hits. */
const SHOWN_OF_EACH = 20;
/** Characters shown of a text. */
const SHOWN_CHARACTERS = 500;

interface Judged {
  readonly truth: Int32Array;
  readonly predicted: Int32Array;
  /** Probabilities, sample by sample: of every class, or of the second of two. */
  readonly output: Float32Array;
}

/** The mistakes that the model was surest of, then the hits that it was surest of. */
export function exampleTexts(dataset: LabelledDataset, part: Part, { truth, predicted, output }: Judged): Classification['examples'] {
  const width = output.length / truth.length;
  const sureness = (sample: number) => probabilityOf(output.subarray(sample * width, (sample + 1) * width), predicted[sample] ?? 0);
  const samples = Array.from(truth.keys()).sort((a, b) => sureness(b) - sureness(a) || a - b);
  const isRight = (sample: number) => truth[sample] === predicted[sample];
  const mistakes = samples.filter((sample) => !isRight(sample)).slice(0, SHOWN_OF_EACH);
  const hits = samples.filter(isRight).slice(0, SHOWN_OF_EACH);
  return [...mistakes, ...hits].map((sample) => {
    const probability = sureness(sample);
    return {
      text: shorten(dataset.text(part, sample).trim()),
      truth: dataset.className(truth[sample] ?? 0),
      prediction: dataset.className(predicted[sample] ?? 0),
      probability: Number.isFinite(probability) ? probability : null,
    };
  });
}

/** Of a class; a single number is the probability of the second of two classes. */
export function probabilityOf(probabilities: Float32Array, index: number): number {
  if (probabilities.length > 1) return probabilities[index] ?? Number.NaN;
  const [yes = Number.NaN] = probabilities;
  return index === 1 ? yes : 1 - yes;
}

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : text;
}
