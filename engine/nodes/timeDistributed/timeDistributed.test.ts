import { describe, expect, test } from 'vitest';
import type { Params } from '../../graph';
import { callNode } from '../../model/testing/node';
import { nodeType } from '..';
import { defaultParams, type InnerLayer } from '../define';
import { floats, parametersOf, shapeAt, typeAt } from '../testing/arguments';
import { timeDistributed } from '.';

function inner(name: string, params: Params = {}): InnerLayer {
  const type = nodeType(name);
  if (!type) throw new Error(`There is no node type "${name}".`);
  return { type, name: `${name}-2`, params: { ...defaultParams(type), ...params } };
}

describe('Time distributed', () => {
  const words = { sequence: floats(4, 9, 3) };

  test.each([
    ['lstm', { units: 5 }, [4, 5]],
    ['lstm', { units: 5, returnSequences: true }, [4, 9, 5]],
    ['dense', { units: 5 }, [4, 9, 5]],
    ['flatten', {}, [4, 27]],
    ['globalMaxPooling1d', {}, [4, 3]],
    ['conv1d', { filters: 2, kernelSize: 3 }, [4, 7, 2]],
  ])('%s %o makes %j of 4 × 9 × 3', (name, params, expected) => {
    expect(shapeAt(timeDistributed, 'output', { inputs: words, inner: inner(name, params) })).toEqual(expected);
  });

  test('learns what the layer inside learns, once', () => {
    expect(parametersOf(timeDistributed, { inputs: words, inner: inner('lstm', { units: 5 }) })).toBe(4 * 5 * (3 + 5 + 1));
    expect(parametersOf(timeDistributed, { inputs: words, inner: inner('flatten') })).toBe(0);
  });

  test('hands its mask on', () => {
    const inputs = { sequence: { ...floats(4, 3), masked: true } };
    expect(typeAt(timeDistributed, 'output', { inputs, inner: inner('dense') })).toMatchObject({ masked: true });
  });

  test('says what the layer inside lacks', () => {
    const said = (inputs: typeof words, layer?: InnerLayer) =>
      shapeAt(timeDistributed, 'output', { inputs, ...(layer ? { inner: layer } : {}) });
    expect(said(words)).toMatch(/drop one into it/);
    expect(said({ sequence: floats(3) }, inner('dense'))).toMatch(/needs time steps, but gets 3/);
    expect(said({ sequence: floats(4, 3) }, inner('lstm'))).toMatch(/gives "lstm-2" 3 at each time step, but it needs a sequence/);
    expect(said(words, inner('repeatVector'))).toMatch(/gives "repeatVector-2" 9 × 3 at each time step, but it needs a vector/);
    expect(said(words, inner('lstm', { stateful: true }))).toMatch(/switch off the states of "lstm-2"/);
    expect(said(words, inner('lstm', { returnState: true }))).toMatch(/switch off the states of "lstm-2"/);
    expect(said(words, inner('dense', { activityL2: 0.1 }))).toMatch(/output L1 and L2 of "dense-2"/);
    expect(said(words, inner('conv1d', { kernelSize: 20 }))).toMatch(/needs 20 time steps for its filters/);
  });

  test('does to every step what the layer inside does to one', () => {
    const given = { inputs: { sequence: floats(2, 2) }, inner: inner('dense', { units: 1, kernelInitializer: 'ones' }) };
    expect(callNode(timeDistributed, given, [[1, 2, 3, 4, 5, 6, 7, 8]]).ports.output).toEqual({ shape: [2, 2, 1], values: [3, 7, 11, 15] });
  });
});
