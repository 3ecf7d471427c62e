import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fusedGatherer } from './fused/gather';
import { nativeOperations } from './fused/native';
import { type GathererMaker, plainGatherer, type Span } from './gather';
import { tensorflow } from './tensorflow';

const tf = tensorflow();
const native = nativeOperations(tf);
const ways: readonly (readonly [string, GathererMaker])[] = [
  ['fused', native ? fusedGatherer(tf, native) : plainGatherer(tf)],
  ['plain', plainGatherer(tf)],
];

interface Case {
  readonly rows: readonly (readonly number[])[];
  /** Null for a list of single numbers. */
  readonly columns: number | null;
  readonly kind: 'float32' | 'int32';
  readonly oneHot: number | null;
  readonly steps: number;
  readonly spans: readonly Span[];
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    rowCount: fc.integer({ min: 1, max: 40 }),
    columns: fc.option(fc.integer({ min: 1, max: 5 })),
    kind: fc.constantFrom('float32' as const, 'int32' as const),
    classes: fc.option(fc.integer({ min: 2, max: 8 })),
    steps: fc.integer({ min: 1, max: 12 }),
  })
  .chain(({ rowCount, columns, kind, classes, steps }) => {
    const spans = fc
      .tuple(fc.nat(Math.min(rowCount, steps)), fc.nat(1000), fc.nat(1000))
      .map(([count, first, at]): Span => ({ first: first % (rowCount - count + 1), count, at: at % (steps - count + 1) }));
    const oneHot = kind === 'int32' && columns === null ? classes : null;
    return fc.record({
      rows: fc.array(fc.array(fc.nat(9), { minLength: columns ?? 1, maxLength: columns ?? 1 }), {
        minLength: rowCount,
        maxLength: rowCount,
      }),
      columns: fc.constant(columns),
      kind: fc.constant(kind),
      oneHot: fc.constant(oneHot),
      steps: fc.constant(steps),
      spans: fc.array(spans, { minLength: 1, maxLength: 6 }),
    });
  });

const widthOf = ({ oneHot, columns }: Case) => oneHot ?? columns ?? 1;

function open(maker: GathererMaker, one: Case) {
  const { rows, columns, kind, oneHot, steps } = one;
  const cells = columns === null ? tf.tensor1d(rows.flat(), kind) : tf.tensor2d(rows.flat(), [rows.length, columns], kind);
  return maker({ cells, steps, oneHot, shape: [steps * widthOf(one)] });
}

function expected(one: Case): number[][] {
  const seen = (row: readonly number[]) =>
    one.oneHot === null ? row : Array.from({ length: one.oneHot }, (_, index) => Number(row[0] === index));
  return one.spans.map(({ first, count, at }) =>
    Array.from({ length: one.steps }, (_, step) => seen(one.rows[step < at || step >= at + count ? 0 : first + step - at] ?? [])).flat(),
  );
}

/** 0, 1, 2 and so on, `steps` of them a sample. Many are gathered on another thread, few are not worth it. */
function counting(steps: number): Case {
  const rows = Array.from({ length: steps + 3 }, (_, row) => [row]);
  return { rows, columns: 1, kind: 'float32', oneHot: null, steps, spans: [{ first: 3, count: steps, at: 0 }] };
}

it('has the kernels to gather beside the step', () => expect(native).toBeDefined());

describe.each(ways)('%s', (_, maker) => {
  it('reads each span where it stands, and row 0 before and behind', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const gatherer = open(maker, one);
        const batch = gatherer.begin(one.spans)();
        expect(batch.dtype).toBe(one.oneHot === null ? one.kind : 'float32');
        expect(batch.arraySync()).toEqual(expected(one));
        batch.dispose();
        gatherer.dispose();
      }),
    );
  });

  it.each([2, 20_000])('gives several batches of %i steps that were begun before the first is taken', (steps) => {
    const gatherer = open(maker, counting(steps));
    const begun = [0, 1, 2].map((first) => gatherer.begin([{ first, count: steps, at: 0 }]));
    for (const [first, take] of begun.entries()) {
      const batch = take();
      expect(batch.dataSync()).toEqual(Float32Array.from({ length: steps }, (_, i) => first + i));
      batch.dispose();
    }
    gatherer.dispose();
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const one = counting(2);
    const gatherer = open(maker, one);
    gatherer.begin(one.spans)().dispose();
    gatherer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('fused', () => {
  const maker = ways[0]?.[1] ?? plainGatherer(tf);

  // tfjs-node's tensors hold arrays of JavaScript: let go of on another thread, they bring the process down sooner or later.
  it('finishes batches whose rows were disposed of meanwhile, and gives rows back on the thread that made them', () => {
    const [rows, steps] = [20_003, 20_000];
    const numbers = Float32Array.from({ length: rows }, (_, row) => row);
    for (let turn = 0; turn < 5000; turn++) {
      const gatherer = maker({ cells: tf.tensor1d(numbers), steps, oneHot: null, shape: [steps] });
      const take = gatherer.begin([{ first: 3, count: steps, at: 0 }]);
      gatherer.dispose();
      // This thread, too, has such arrays held and let go of meanwhile.
      for (let other = 0; other < 5; other++) tf.tidy(() => tf.neg(tf.tensor1d([other])));
      const batch = take();
      if (turn % 500 === 0) expect(batch.dataSync()).toEqual(numbers.subarray(3));
      batch.dispose();
    }
  });

  it.each([
    ['a row that is none', { first: 4, count: 2, at: 0 }],
    ['a row before the first', { first: -1, count: 2, at: 0 }],
    ['a step that is none', { first: 0, count: 2, at: 1 }],
  ])('refuses %s, with numbers', (_, span) => {
    expect(() => open(maker, { ...counting(2), rows: [[0], [1], [2], [3], [4]] }).begin([span])).toThrow(
      `Sample 0 reads 2 rows from ${span.first} at step ${span.at}, of 5 rows and 2 steps.`,
    );
  });

  it('refuses a shape that its steps do not fill', () => {
    const cells = tf.tensor2d([1, 2, 3], [3, 1]);
    const gatherer = maker({ cells, steps: 2, oneHot: null, shape: [3] });
    expect(() => gatherer.begin([{ first: 0, count: 2, at: 0 }])).toThrow('A sample of 3 numbers is wanted from 2 steps of [3, 1].');
    gatherer.dispose();
  });
});
