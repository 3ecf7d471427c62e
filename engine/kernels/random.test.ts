import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInitialiser, fillWeights } from './initialisers';
import { createRandom, shuffledIndices } from './random';
import { tensorflow } from './tensorflow';

const moments = (values: Float32Array) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
};

describe('random numbers', () => {
  test('depend on their key alone', () => {
    const draw = (...key: (string | number)[]) => Array.from({ length: 5 }, createRandom(...key).uniform);
    expect(draw(1, 'lstm')).toEqual(draw(1, 'lstm'));
    expect(draw(1, 'lstm')).not.toEqual(draw(2, 'lstm'));
    expect(draw(1, 'lstm')).not.toEqual(draw(1, 'gru'));
    expect(draw('a', 'bc')).not.toEqual(draw('ab', 'c'));
  });

  test('are uniform and normal', () => {
    const { uniform, normal } = createRandom(3);
    const flat = moments(Float32Array.from({ length: 50_000 }, uniform));
    expect(flat.mean).toBeCloseTo(0.5, 2);
    expect(flat.deviation).toBeCloseTo(Math.sqrt(1 / 12), 2);
    const bell = moments(Float32Array.from({ length: 50_000 }, normal));
    expect(bell.mean).toBeCloseTo(0, 1);
    expect(bell.deviation).toBeCloseTo(1, 1);
  });

  test('shuffle every index to one place', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer(), (length, seed) =>
        [...shuffledIndices(length, createRandom(seed))].sort((a, b) => a - b).every((value, i) => value === i),
      ),
    );
  });
});

describe('initialisers', () => {
  test.each([
    ['glorotUniform', Math.sqrt(2 / 700)],
    ['glorotNormal', Math.sqrt(2 / 700)],
    ['heUniform', Math.sqrt(2 / 300)],
    ['heNormal', Math.sqrt(2 / 300)],
    ['lecunUniform', Math.sqrt(1 / 300)],
    ['lecunNormal', Math.sqrt(1 / 300)],
    ['randomUniform', 0.05 / Math.sqrt(3)],
    ['truncatedNormal', 0.05 * 0.8796],
  ] as const)('%s has the spread that Keras gives it', (name, expected) => {
    const { mean, deviation } = moments(fillWeights(name, [300, 400], [9]));
    expect(Math.abs(mean)).toBeLessThan(expected / 50);
    expect(deviation / expected).toBeCloseTo(1, 1);
  });

  test.each([
    [6, 24],
    [24, 6],
    [64, 64],
    [1, 5],
  ])('orthogonal %i × %i has orthonormal rows or columns, whichever are fewer', (rows, columns) => {
    const tf = tensorflow();
    const off = tf.tidy(() => {
      const w = createInitialiser(tf, 'orthogonal', [4, rows]).apply([rows, columns]).as2D(rows, columns);
      const gram = rows <= columns ? w.matMul(w, false, true) : w.matMul(w, true, false);
      return gram
        .sub(tf.eye(Math.min(rows, columns)))
        .abs()
        .max()
        .dataSync()[0];
    });
    expect(off).toBeLessThan(1e-5);
  });
});
