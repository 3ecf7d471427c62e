import { expand } from '../../kernels/gather';
import type { TensorFlow } from '../../kernels/tensorflow';
import type { TextDataset } from '../dataset';
import type { CharactersPipeline, WordsPipeline } from '../pipeline';
import { encodeInput } from './characters';
import { createEncoder, splitWords } from './tokenizer';

/** Between a text and the network's numbers, for generation: needs a pipeline and no data. */
type Speaker = Pick<TextDataset, 'separator' | 'reserved' | 'tokenise' | 'inputOf' | 'encode' | 'decode'>;

export function createSpeaker(tf: TensorFlow, pipeline: WordsPipeline | CharactersPipeline): Speaker {
  const { separator, reserved, padding, tokenise } = pipeline.is === 'words' ? wordRules(pipeline) : characterRules(pipeline);
  const inputOf: Speaker['inputOf'] = (tokens) => {
    const window = padInFront(tokens, pipeline.steps, padding);
    if (pipeline.is === 'words') return tf.tensor2d(window, [1, pipeline.steps], 'int32');
    const { cells, columns, oneHot } = encodeInput(window, pipeline);
    if (columns !== null) return tf.tensor3d(cells, [1, pipeline.steps, columns], 'float32');
    return tf.tidy(() => expand(tf, tf.tensor2d(cells, [1, pipeline.steps], 'int32'), oneHot));
  };
  return {
    separator,
    reserved,
    tokenise,
    inputOf,
    encode: (text) => inputOf(tokenise(text).tokens),
    decode: (index) => pipeline.tokens[index] ?? '',
  };
}

function wordRules(pipeline: WordsPipeline) {
  const encode = createEncoder(pipeline);
  return {
    separator: ' ',
    reserved: pipeline.unknown === null ? [0] : [0, pipeline.unknown],
    padding: 0,
    tokenise: (text: string) => {
      const { indices, unknown } = encode(splitWords(text, pipeline.filters));
      return { tokens: indices, unknown };
    },
  };
}

function characterRules({ tokens, lowerCase, padding }: CharactersPipeline) {
  const indexOf = new Map(tokens.map((token, index) => [token, index]));
  return {
    separator: '',
    reserved: [],
    padding,
    tokenise: (text: string) => {
      const characters = Array.from(lowerCase ? text.toLowerCase() : text);
      return {
        tokens: characters.map((character) => indexOf.get(character)).filter((index) => index !== undefined),
        unknown: characters.filter((character) => !indexOf.has(character)),
      };
    },
  };
}

/** The last `length` tokens, or all of them behind as much padding as is missing. */
function padInFront(tokens: readonly number[], length: number, padding: number): Int32Array {
  const last = tokens.slice(-length);
  const window = new Int32Array(length).fill(padding);
  window.set(last, length - last.length);
  return window;
}
