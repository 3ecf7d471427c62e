import { createRandom } from '../../kernels/random';
import type { TaskRecipe } from '../../project';
import { consecutive } from '../arrangement';
import { splitSamples } from '../split';
import type { Made } from './adding';

/** Symbols to be remembered. */
export const COPIED = 10;
/** What stands where nothing is to be said; the symbols; the sign to repeat them. */
export const SYMBOLS = ['·', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', '?'] as const;
const [BLANK, FIRST, LETTERS, SIGN] = [0, 1, 8, 9];

/**
 * The copying task: ten symbols, `length` − 1 blanks, a sign, ten blanks; the target is blank until the sign and repeats the symbols
 * behind it. Without memory the best cross-entropy is 10 ln 8 ÷ (length + 20).
 * Arjovsky et al. 2016, section 5.1, after Hochreiter & Schmidhuber 1997.
 */
export function makeCopy({ length, samples, seed, split }: TaskRecipe): Made {
  const random = createRandom(seed, 'copy');
  const steps = length + 2 * COPIED;
  const inputs = new Int32Array(samples * steps).fill(BLANK);
  const targets = new Int32Array(samples * steps).fill(BLANK);
  for (let sample = 0; sample < samples; sample++) {
    const start = sample * steps;
    for (let place = 0; place < COPIED; place++) {
      const symbol = FIRST + random.below(LETTERS);
      inputs[start + place] = symbol;
      targets[start + length + COPIED + place] = symbol;
    }
    inputs[start + length + COPIED - 1] = SIGN;
  }
  const span = (sample: number) => consecutive(sample * steps, steps);
  const said = (cells: Int32Array, sample: number) =>
    Array.from(cells.subarray(sample * steps, (sample + 1) * steps), (symbol) => SYMBOLS[symbol] ?? '');
  return {
    spec: {
      input: { shape: [steps, SYMBOLS.length], dtype: 'float' },
      columns: [...SYMBOLS],
      target: { is: 'class', shape: [steps, SYMBOLS.length] },
    },
    ...splitSamples(samples, split),
    input: { cells: inputs, columns: null, steps, span, oneHot: SYMBOLS.length },
    target: { cells: targets, columns: null, steps, span },
    show: (sample) => ({ input: said(inputs, sample), target: said(targets, sample).join('') }),
  };
}
