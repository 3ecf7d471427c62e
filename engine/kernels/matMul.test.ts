import { describe, expect, test } from 'vitest';
import { nativeOperations } from './fused/native';
import { createRandom } from './random';
import { type Tf, tensorflow } from './tensorflow';

const tf = tensorflow();
const native = nativeOperations(tf);

function draw(name: string, shape: readonly number[]): Tf.Tensor {
  const random = createRandom(name, shape.join());
  return tf.tensor(
    Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () => random.normal()),
    [...shape],
  );
}

/** The product of the last two axes in double precision. */
function reference(a: Tf.Tensor, b: Tf.Tensor, { transposeA, transposeB }: { transposeA: boolean; transposeB: boolean }): number[] {
  const order = (tensor: Tf.Tensor, wanted: boolean) => {
    const axes = tensor.shape.map((_, axis) => axis);
    return wanted ? tf.transpose(tensor, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]) : tensor;
  };
  const [left, right] = [order(a, transposeA), order(b, transposeB)];
  const [rows = 0, depth = 0] = left.shape.slice(-2);
  const columns = right.shape.at(-1) ?? 0;
  const [x, y] = [left.dataSync(), right.dataSync()];
  const products = Array.from({ length: x.length / (rows * depth) }, (_, at) =>
    Array.from({ length: rows * columns }, (_, cell) => {
      const [row, column] = [Math.floor(cell / columns), cell % columns];
      let sum = 0;
      for (let k = 0; k < depth; k++)
        sum += (x[(at * rows + row) * depth + k] as number) * (y[(at * depth + k) * columns + column] as number);
      return sum;
    }),
  );
  return products.flat();
}

const FORMS = [false, true].flatMap((transposeA) => [false, true].map((transposeB) => ({ transposeA, transposeB })));

/** What is multiplied is of the order of one. */
const largestDifference = (found: ArrayLike<number>, wanted: readonly number[]) =>
  wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - (found[i] as number))), 0);

describe('a product of matrices', () => {
  test.each(
    FORMS.flatMap((form) =>
      [
        [3, 5, 7],
        [130, 257, 131],
        [4, 9, 21, 10],
        [2, 12, 65, 60, 70],
      ].map((sizes) => ({ ...form, sizes })),
    ),
  )('of $sizes, aᵀ $transposeA, bᵀ $transposeB, is what double precision gives', ({ sizes, ...form }) => {
    const [rows = 0, depth = 0, columns = 0] = sizes.slice(-3);
    const batch = sizes.slice(0, -3);
    const a = draw('a', [...batch, ...(form.transposeA ? [depth, rows] : [rows, depth])]);
    const b = draw('b', [...batch, ...(form.transposeB ? [columns, depth] : [depth, columns])]);
    const product = tf.matMul(a, b, form.transposeA, form.transposeB);
    expect(product.shape).toEqual([...batch, rows, columns]);
    const wanted = reference(a, b, form);
    expect(product.size).toBe(wanted.length);
    expect(largestDifference(product.dataSync(), wanted)).toBeLessThan(2e-4);
  });

  test('has the gradients of one that is worked out piece by piece', () => {
    const [a, b] = [draw('a', [200, 130]), draw('b', [130, 140])];
    const [da, db] = tf.grads((x, y) => tf.sum(tf.square(tf.matMul(x, y))))([a, b]) as [Tf.Tensor, Tf.Tensor];
    const arriving = tf.mul(tf.matMul(a, b), 2);
    expect(largestDifference(da.dataSync(), reference(arriving, b, { transposeA: false, transposeB: true }))).toBeLessThan(5e-3);
    expect(largestDifference(db.dataSync(), reference(a, arriving, { transposeA: true, transposeB: false }))).toBeLessThan(5e-3);
  });

  test('repeats the one matrix for a batch of the other, large as they are', () => {
    const [a, b] = [draw('a', [6, 80, 90]), draw('b', [1, 90, 100])];
    const product = tf.matMul(a, b);
    expect(product.shape).toEqual([6, 80, 100]);
    const wanted = reference(a, tf.tile(b, [6, 1, 1]), { transposeA: false, transposeB: false });
    expect(largestDifference(product.dataSync(), wanted)).toBeLessThan(2e-4);
  });

  test.each([
    [
      [2, 3],
      [4, 5],
    ],
    [
      [2, 2, 3],
      [3, 3, 4],
    ],
    [
      [2, 3],
      [1, 3, 4],
    ],
  ])('of %j and %j is refused in a sentence', (first, second) => {
    const attributes = native?.attributes({ transpose_a: false, transpose_b: false }) ?? [];
    expect(native).toBeDefined();
    expect(() => native?.run('UnrollMatMul', attributes, [tf.zeros(first), tf.zeros(second)], 1)).toThrow(
      `Matrices cannot be multiplied: [${first.join(', ')}] and [${second.join(', ')}].`,
    );
  });
});
