import type { Equation } from '../define';
import { type LstmGate, type LstmVariant, lstmGates, peepholeGates } from '../traits/lstmVariant';

interface LstmValues extends LstmVariant {
  readonly activation: string;
  readonly recurrentActivation: string;
  readonly useBias: boolean;
}

const NAMED: Readonly<Record<string, string>> = { tanh: '\\tanh', sigmoid: '\\sigma' };

/** `\tanh(x)`; the linear activation leaves x alone. */
function applied(activation: string, x: string): string {
  return activation === 'linear' ? x : `${NAMED[activation] ?? `\\mathrm{${activation}}`}(${x})`;
}

/** What the LSTM with these parameters computes at each time step, gate by gate: only the gates that it has. */
export function lstmEquations(params: LstmValues): readonly Equation[] {
  const { activation, recurrentActivation, layerNormalisation, inputActivation, outputActivation, forgetGate } = params;
  const gates = lstmGates(params);
  const sum = (gate: LstmGate) => sumOf(gate, params);
  const gate = (name: LstmGate, label: string) =>
    gates.includes(name) ? [{ tex: `${name}_t = ${applied(recurrentActivation, sum(name))}`, label }] : [];
  const kept = { learned: 'f_t \\odot c_{t-1}', coupled: '(1 - i_t) \\odot c_{t-1}', none: 'c_{t-1}' }[forgetGate];
  const entering = gates.includes('i') ? 'i_t \\odot \\tilde c_t' : '\\tilde c_t';
  const shown = layerNormalisation ? '\\mathrm{LN}(c_t)' : 'c_t';
  const leaving = outputActivation ? applied(activation, shown) : shown;
  return [
    ...gate('f', 'forget'),
    ...gate('i', 'input'),
    { tex: `\\tilde c_t = ${inputActivation ? applied(activation, sum('c')) : sum('c')}`, label: 'candidate' },
    { tex: `c_t = ${kept} + ${entering}`, label: 'cell state' },
    ...gate('o', 'output'),
    { tex: `h_t = ${gates.includes('o') ? 'o_t \\odot ' : ''}${leaving}`, label: 'hidden state' },
    ...(layerNormalisation
      ? [{ tex: '\\mathrm{LN}(x) = \\gamma \\odot \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}}', label: 'normalised' }]
      : []),
  ];
}

function sumOf(gate: LstmGate, params: LstmValues): string {
  const normal = (product: string) => (params.layerNormalisation ? `\\mathrm{LN}(${product})` : product);
  // The output gate sees the cell state after the step, the others before it.
  const seen = gate === 'o' ? 'c_t' : 'c_{t-1}';
  const peephole = peepholeGates(params).includes(gate) ? ` + p_${gate} \\odot ${seen}` : '';
  return `${normal(`W_${gate} x_t`)} + ${normal(`U_${gate} h_{t-1}`)}${peephole}${params.useBias ? ` + b_${gate}` : ''}`;
}
