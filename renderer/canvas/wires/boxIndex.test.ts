import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexBoxes } from './boxIndex';
import { boxesOverlap } from './geometry';

const box = fc.record({
  x: fc.integer({ min: -3000, max: 3000 }),
  y: fc.integer({ min: -3000, max: 3000 }),
  width: fc.integer({ min: 1, max: 1500 }),
  height: fc.integer({ min: 1, max: 900 }),
});

test('the index finds the boxes at a place that a look at each of them finds, in their order', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 60 }), fc.array(box, { maxLength: 5 }), box, (first, later, place) => {
      const index = indexBoxes(first);
      for (const one of later) index.add(one);
      expect(index.at(place)).toEqual([...first, ...later].filter((one) => boxesOverlap(place, one)));
    }),
  );
});
