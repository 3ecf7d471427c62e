import { createRandom } from '../../kernels/random';
import type { TaskRecipe } from '../../project';
import { type Arrangement, consecutive, oneRow } from '../arrangement';
import { splitSamples } from '../split';

/** What a kind of task makes of its recipe. */
export type Made = Omit<Arrangement, 'pipeline' | 'notes'>;

/**
 * The adding task: each time step has a number drawn from [0, 1) and a mark; one number in the first half and one in the second
 * are marked, and their sum is the target. Saying 1 each time has a mean squared error of 1/6.
 * Hochreiter & Schmidhuber 1997, section 5.4; in this form Le et al. 2015 and Arjovsky et al. 2016.
 */
export function makeAdding({ length, samples, seed, split }: TaskRecipe): Made {
  const random = createRandom(seed, 'adding');
  const cells = new Float32Array(samples * length * 2);
  const sums = new Float32Array(samples);
  const half = Math.floor(length / 2);
  for (let sample = 0; sample < samples; sample++) {
    const start = sample * length;
    for (let step = 0; step < length; step++) cells[2 * (start + step)] = random.uniform();
    for (const step of [random.below(half), half + random.below(length - half)]) {
      cells[2 * (start + step) + 1] = 1;
      sums[sample] = (sums[sample] ?? 0) + (cells[2 * (start + step)] ?? 0);
    }
  }
  const rowOf = (sample: number, step: number) => 2 * (sample * length + step);
  return {
    spec: {
      input: { shape: [length, 2], dtype: 'float' },
      columns: ['number', 'mark'],
      target: { is: 'values', shape: [1], columns: ['sum'] },
    },
    ...splitSamples(samples, split),
    input: {
      cells,
      columns: 2,
      steps: length,
      oneHot: null,
      span: (sample) => consecutive(sample * length, length),
    },
    target: { cells: sums, columns: 1, steps: 1, span: oneRow },
    show: (sample) => ({
      input: Array.from({ length }, (_, step) => {
        const row = rowOf(sample, step);
        return `${(cells[row] ?? 0).toFixed(3)}${cells[row + 1] === 1 ? ' marked' : ''}`;
      }),
      target: (sums[sample] ?? 0).toFixed(3),
    }),
  };
}
