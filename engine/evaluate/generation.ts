import { Refusal } from '../api/contract';
import type { GenerationSettings } from '../api/results';
import type { TextDataset } from '../data/dataset';
import { nativeOperations } from '../kernels/fused/native';
import { createRandom, type Random } from '../kernels/random';
import { predictBatch, type TrainedModel } from './trained';

/** What generation needs of a trained model. */
export type LanguageModel = Pick<TrainedModel, 'tf' | 'dataset' | 'compiled'>;

export interface GeneratedToken {
  /** With the separator before it where the language has one. */
  readonly text: string;
  /** Likeliest tokens at this place, the likeliest first. */
  readonly candidates: readonly { readonly token: string; readonly probability: number }[];
}

/** Likeliest tokens shown beside the text. */
const CANDIDATES = 8;

/** Words the model goes on with, one after the other; the network sees the last tokens of everything so far. */
export async function* generate(
  model: LanguageModel,
  settings: GenerationSettings,
  isStopped: () => boolean,
): AsyncGenerator<GeneratedToken> {
  const { tf, compiled } = model;
  const dataset = textOf(model);
  const random = createRandom(settings.seed, 'generate');
  const tokens = [...dataset.tokenise(settings.seedText).tokens];
  if (tokens.length === 0) {
    throw new Refusal('The model knows nothing of this start: begin with words or characters of the text it was trained on.');
  }
  const reserved = new Set(dataset.reserved);
  const forgetWeights = nativeOperations(tf)?.keepWeights(compiled.weights.map(({ variable }) => variable));
  try {
    for (let step = 0; step < settings.length && !isStopped(); step++) {
      const input = dataset.inputOf(tokens);
      const [probabilities = new Float32Array()] = predictBatch(tf, compiled, [input]);
      input.dispose();
      const ranked = rank(probabilities, reserved);
      const next = choose(probabilities, ranked, settings, random);
      tokens.push(next);
      const shown = ranked
        .slice(0, CANDIDATES)
        .map((index) => ({ token: dataset.decode(index), probability: probabilities[index] as number }));
      yield { text: dataset.separator + dataset.decode(next), candidates: shown };
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    forgetWeights?.();
  }
}

/** Tokens of the start that the model does not know, for a note. */
export function unknownTokens(model: TrainedModel, seedText: string): readonly string[] {
  return textOf(model).tokenise(seedText).unknown;
}

function textOf({ dataset, compiled }: Pick<LanguageModel, 'dataset' | 'compiled'>): TextDataset {
  const isText = dataset.is === 'words' || dataset.is === 'characters';
  if (!isText || compiled.outputs[0]?.objective.task !== 'classification') {
    throw new Refusal('Only a language model generates text: this one was trained on other data.');
  }
  return dataset;
}

/** Indices by falling probability, without those that stand for no token. Equal ones keep their order. */
function rank(probabilities: Float32Array, reserved: ReadonlySet<number>): number[] {
  return Array.from(probabilities.keys())
    .filter((index) => !reserved.has(index))
    .sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number) || a - b);
}

/** p^(1/temperature), renormalised over the k likeliest; at temperature 0 the likeliest. Ackley et al. 1985; top k: Fan et al. 2018. */
function choose(probabilities: Float32Array, ranked: readonly number[], { temperature, topK }: GenerationSettings, random: Random): number {
  const pool = topK === null ? ranked : ranked.slice(0, topK);
  const likeliest = pool[0] as number;
  if (temperature === 0) return likeliest;
  const top = Math.log(Math.max(probabilities[likeliest] as number, Number.MIN_VALUE));
  const weights = pool.map((index) => Math.exp((Math.log(Math.max(probabilities[index] as number, Number.MIN_VALUE)) - top) / temperature));
  let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < pool.length; i++) {
    left -= weights[i] as number;
    if (left < 0) return pool[i] as number;
  }
  return pool.at(-1) as number;
}
