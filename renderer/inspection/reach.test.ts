import { expect, test } from 'vitest';
import { fadesAfter, gradientPoints } from './reach';

test('a gradient fades where it first falls under a hundredth of the last step’s', () => {
  const forward = (...norms: (number | null)[]) => fadesAfter({ norms, direction: 'forward' });
  expect(forward(1e-6, 1e-4, 5e-3, 0.1, 1)).toBe(2);
  expect(forward(0.5, 0.8, 1)).toBeUndefined();
  expect(forward()).toBeUndefined();
  expect(forward(null, 0)).toBeUndefined();
});

test('a step without a gradient has no place on a logarithmic axis', () => {
  expect(gradientPoints([0, 0.5, null])).toEqual([
    { x: 1, y: null },
    { x: 2, y: 0.5 },
    { x: 3, y: null },
  ]);
});

test('a layer that reads backwards reads the first step last', () => {
  expect(fadesAfter({ norms: [1, 0.1, 0.001, 1e-5], direction: 'backward' })).toBe(2);
});
