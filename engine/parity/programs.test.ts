import { describe, expect, test } from 'vitest';
import { tensorflow } from '../kernels/tensorflow';
import { answer } from './answer';
import { compare, LIMITS } from './fixture';
import { programCases } from './programs';
import { requestOf } from './request';
import { readFixtures } from './store';

const fixtures = readFixtures('programs');
const cases = await programCases(tensorflow());

describe('every program equals Keras', () => {
  test('a stored answer stands for each template', () => {
    expect(Object.keys(fixtures).sort()).toEqual(cases.map(({ name }) => name).sort());
  });

  test.each(cases.map((parity) => [parity.name, parity] as const))('%s', (name, parity) => {
    const fixture = fixtures[name];
    if (!fixture) throw new Error(`There is no stored answer for "${name}".`);
    const differences = compare(answer(tensorflow(), parity, requestOf(parity)), fixture);
    expect(differences.output).toBeLessThanOrEqual(LIMITS.output);
    expect(differences.gradient).toBeLessThanOrEqual(LIMITS.gradient);
    expect(differences.loss).toBeLessThanOrEqual(LIMITS.loss);
    expect(differences.trained).toBeLessThanOrEqual(LIMITS.trained);
  });
});
