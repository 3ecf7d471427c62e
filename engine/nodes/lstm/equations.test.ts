import { renderToString } from 'katex';
import { describe, expect, test } from 'vitest';
import type { Params } from '../../graph';
import { defaultParams } from '../define';
import { lstm } from '.';

const equations = (params: Params = {}) => (lstm.equations?.({ ...defaultParams(lstm), ...params }) ?? []).map(({ tex }) => tex);

describe('The equations of an LSTM', () => {
  test('are those of its help as long as it is the standard one', () => {
    expect(equations()).toEqual(lstm.help.equations.map(({ tex }) => tex));
  });

  test.each<[Params, string[], string[]]>([
    [{ inputGate: false }, ['c_t = f_t \\odot c_{t-1} + \\tilde c_t'], ['i_t']],
    [{ forgetGate: 'none' }, ['c_t = c_{t-1} + i_t \\odot \\tilde c_t'], ['f_t']],
    [{ forgetGate: 'coupled' }, ['c_t = (1 - i_t) \\odot c_{t-1} + i_t \\odot \\tilde c_t'], ['f_t']],
    [{ outputGate: false }, ['h_t = \\tanh(c_t)'], ['o_t']],
    [{ inputActivation: false }, ['\\tilde c_t = W_c x_t + U_c h_{t-1} + b_c'], []],
    [{ outputActivation: false }, ['h_t = o_t \\odot c_t'], []],
    [{ peepholes: true, useBias: false }, ['o_t = \\sigma(W_o x_t + U_o h_{t-1} + p_o \\odot c_t)'], ['b_']],
    [{ layerNormalisation: true }, ['h_t = o_t \\odot \\tanh(\\mathrm{LN}(c_t))'], []],
    [{ activation: 'relu' }, ['h_t = o_t \\odot \\mathrm{relu}(c_t)'], ['\\tanh']],
  ])('with %o say so', (params, present, absent) => {
    const written = equations(params);
    expect(written).toEqual(expect.arrayContaining(present));
    for (const symbol of absent) expect(written.join()).not.toContain(symbol);
    for (const tex of written) expect(() => renderToString(tex, { throwOnError: true })).not.toThrow();
  });
});
