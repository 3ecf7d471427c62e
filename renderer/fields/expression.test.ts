import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from './expression';

describe('arithmetic in a number field', () => {
  test.each([
    ['64', 64],
    ['2*64', 128],
    ['2 × 64', 128],
    ['10 - 2 - 3', 5],
    ['2+3*4', 14],
    ['(2+3)*4', 20],
    ['2^3^2', 512],
    ['-2^2', -4],
    ['1e-3', 0.001],
    ['.5', 0.5],
    ['1,000', 1000],
    ['10/4', 2.5],
    ['−3', -3],
  ])('%s is %d', (text, value) => expect(evaluate(text)).toBe(value));

  test.each(['', 'abc', '2*', '(2', '2)', '1/0', '2 3', 'alert(1)', '1..2', '*2'])('"%s" is no number', (text) =>
    expect(evaluate(text)).toBeUndefined(),
  );

  test('reads every number it writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), (value) => {
        expect(evaluate(String(value))).toBe(value);
      }),
    );
  });

  test('agrees with the arithmetic of the language', () => {
    const number = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(
        number,
        number,
        number,
        fc.constantFrom('+', '-', '*', '/'),
        fc.constantFrom('+', '-', '*', '/'),
        (a, b, c, first, second) => {
          const text = `${a}${first}${b}${second}${c}`;
          expect(evaluate(text)).toBe(new Function(`return ${text}`)());
        },
      ),
    );
  });
});
