import { choice, flag } from '../params';

/**
 * Variants of the LSTM, each one piece taken away or added: Greff et al. 2017, "LSTM: A Search Space Odyssey";
 * layer normalisation: Ba et al. 2016.
 */
export interface LstmVariant {
  readonly inputGate: boolean;
  readonly forgetGate: 'learned' | 'coupled' | 'none';
  readonly outputGate: boolean;
  readonly inputActivation: boolean;
  readonly outputActivation: boolean;
  readonly peepholes: boolean;
  readonly layerNormalisation: boolean;
}

export const variantParams = {
  forgetGate: choice({
    label: 'Forget gate',
    help: 'Learned, coupled to the input gate as 1 − i (as in a GRU), or none, so that nothing is ever forgotten.',
    default: 'learned',
    options: ['learned', 'coupled', 'none'],
    section: 'Variant',
  }),
  inputGate: flag({ label: 'Input gate', help: 'Off: everything new enters the cell state whole.', default: true, section: 'Variant' }),
  outputGate: flag({ label: 'Output gate', help: 'Off: the whole cell state is shown.', default: true, section: 'Variant' }),
  inputActivation: flag({
    label: 'Input activation',
    help: 'Off: the candidate enters the cell state without an activation.',
    default: true,
    section: 'Variant',
  }),
  outputActivation: flag({
    label: 'Output activation',
    help: 'Off: the cell state leaves without an activation.',
    default: true,
    section: 'Variant',
  }),
  peepholes: flag({
    label: 'Peepholes',
    help: 'Lets each gate see the cell state, by one learned factor for each unit (Gers & Schmidhuber 2000).',
    default: false,
    section: 'Variant',
  }),
  layerNormalisation: flag({
    label: 'Layer normalisation',
    help: 'Normalises what enters the gates and the cell state on its way out, for each sample and time step (Ba et al. 2016).',
    default: false,
    section: 'Variant',
  }),
} as const;

/** Blocks of columns in the kernels, in the order of Keras. */
export type LstmGate = 'i' | 'f' | 'c' | 'o';

export function lstmGates({
  inputGate,
  forgetGate,
  outputGate,
}: Pick<LstmVariant, 'inputGate' | 'forgetGate' | 'outputGate'>): readonly LstmGate[] {
  const present: Record<LstmGate, boolean> = {
    i: inputGate || forgetGate === 'coupled',
    f: forgetGate === 'learned',
    c: true,
    o: outputGate,
  };
  return (['i', 'f', 'c', 'o'] as const).filter((gate) => present[gate]);
}

/** The gates that peepholes lead to. */
export function peepholeGates(variant: LstmVariant): readonly LstmGate[] {
  return variant.peepholes ? lstmGates(variant).filter((gate) => gate !== 'c') : [];
}

export const STANDARD_LSTM: LstmVariant = {
  inputGate: true,
  forgetGate: 'learned',
  outputGate: true,
  inputActivation: true,
  outputActivation: true,
  peepholes: false,
  layerNormalisation: false,
};

/** Whether this is the LSTM that Keras, tfjs and ONNX know. */
export function isStandardLstm(variant: LstmVariant): boolean {
  return (Object.keys(STANDARD_LSTM) as (keyof LstmVariant)[]).every((key) => variant[key] === STANDARD_LSTM[key]);
}
