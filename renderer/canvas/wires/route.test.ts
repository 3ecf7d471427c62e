import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexBoxes } from './boxIndex';
import { type Box, boxesOverlap, passesThrough } from './geometry';
import { labelBox, placeLabels } from './labels';
import { betweenEnds, routeWire } from './route';

const box = (x: number, y: number, width = 188, height = 136): Box => ({ x, y, width, height });
const out = (b: Box) => ({ x: b.x + b.width, y: b.y + 49 });
const into = (b: Box) => ({ x: b.x, y: b.y + 49 });
const between = (a: Box, b: Box, obstacles: readonly Box[] = []) =>
  routeWire({ from: out(a), to: into(b), fromBox: a, toBox: b, obstacles });

test('to the right a wire is one curve', () => {
  const route = between(box(0, 0), box(300, 0));
  expect(route.d).toBe('M188 49C244 49 244 49 300 49');
  expect(route.places[0]).toEqual({ x: 244, y: 49 });
});

test('back to the next row it goes through the space between both rows', () => {
  const route = between(box(608, 56), box(326, 308));
  expect(route.d).toBe('M796 105L820 105Q830 105 830 115L830 240Q830 250 820 250L302 250Q292 250 292 260L292 347Q292 357 302 357L326 357');
  expect(route.places[0]).toEqual({ x: 561, y: 250 });
});

test('it begins at the output and ends at the input', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1500, max: 1500 }), fc.integer({ min: -900, max: 900 }), (x, y) => {
      const [a, b] = [box(0, 0), box(x, y)];
      const { points } = between(a, b);
      expect(points[0]).toEqual(out(a));
      const last = points.at(-1);
      expect(last?.x).toBeCloseTo(into(b).x);
      expect(last?.y).toBeCloseTo(into(b).y);
    }),
  );
});

test('a card in the way is passed by', () => {
  const [a, obstacle, b] = [box(0, 0), box(280, -20), box(560, 0)];
  expect(passesThrough(between(a, b).points, obstacle)).toBe(true);
  expect(passesThrough(between(a, b, [obstacle]).points, obstacle)).toBe(false);
});

test('where there is a way round cards, the wire takes it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 420, max: 900 }),
      fc.integer({ min: -200, max: 200 }),
      fc.integer({ min: -80, max: 80 }),
      (x, y, shift) => {
        const [a, b] = [box(0, 0), box(x, y)];
        const obstacle = box(x / 2 - 20, y / 2 + shift, 100, 100);
        const clear = obstacle.x > 188 + 40 && obstacle.x + 100 < x - 40;
        fc.pre(clear);
        expect(passesThrough(between(a, b, [obstacle]).points, obstacle)).toBe(false);
      },
    ),
  );
});

test('labels stand neither on cards nor on one another', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 600 }), y: fc.integer({ min: 0, max: 400 }) });
  fc.assert(
    fc.property(
      fc.array(fc.record({ x: fc.integer({ min: 0, max: 600 }), y: fc.integer({ min: 0, max: 400 }) }), { maxLength: 6 }),
      fc.array(fc.record({ text: fc.constantFrom('1', '10 × 64', '9 × 150'), places: fc.array(point, { minLength: 1, maxLength: 9 }) }), {
        maxLength: 12,
      }),
      (corners, wires) => {
        const cards = corners.map(({ x, y }) => box(x, y, 100, 60));
        const labels = wires.map((wire, i) => ({ id: String(i), ...wire }));
        const placed = [...placeLabels(labels, indexBoxes(cards))].map(([id, at]) => labelBox(at, labels[Number(id)]?.text ?? ''));
        const overlap = (p: Box, q: Box) => p.x < q.x + q.width && q.x < p.x + p.width && p.y < q.y + q.height && q.y < p.y + p.height;
        for (const [i, label] of placed.entries()) {
          expect(cards.some((card) => overlap(label, card))).toBe(false);
          expect(placed.slice(i + 1).some((other) => overlap(label, other))).toBe(false);
        }
      },
    ),
  );
});

test('a label takes its best free place, and none where there is none', () => {
  const places = [
    { x: 50, y: 50 },
    { x: 300, y: 50 },
  ];
  expect(placeLabels([{ id: 'a', text: '64', places }], indexBoxes()).get('a')).toEqual({ x: 50, y: 50 });
  expect(placeLabels([{ id: 'a', text: '64', places }], indexBoxes([box(0, 0, 100, 100)])).get('a')).toEqual({ x: 300, y: 50 });
  expect(placeLabels([{ id: 'a', text: '64', places }], indexBoxes([box(-500, -500, 2000, 2000)])).size).toBe(0);
});

test('a direct wire stays as it is whatever comes, unless it comes between its ends', () => {
  const somewhere = fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 })).map(([x, y]) => box(x, y));
  fc.assert(
    fc.property(
      fc.integer({ min: 220, max: 700 }),
      fc.integer({ min: -700, max: 700 }),
      fc.array(somewhere),
      fc.array(somewhere),
      (x, y, here, coming) => {
        const [a, b] = [box(0, 0), box(x, y)];
        const direct = between(a, b, here);
        fc.pre(direct.isDirect);
        const beside = coming.filter((card) => !boxesOverlap(betweenEnds(out(a), into(b)), card));
        expect(between(a, b, [...here, ...beside])).toEqual(direct);
        expect(between(a, b, [])).toEqual(direct);
      },
    ),
  );
});
