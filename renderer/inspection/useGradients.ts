import type { Gradients } from '../../engine/api';
import { engine } from '../transport';
import type { Network } from './network';
import { useSamples } from './SamplePicker';
import { type Asked, shownOf, useAsked } from './useAsked';

/** Samples the gradient is averaged over: enough to be steady, few enough to be quick. */
const SAMPLES = 32;

/** The gradient of every recurrent layer over a few samples from the chosen one on; nothing is asked without a network. */
export function useGradients(network: Network | undefined): {
  gradients: Gradients | null;
  asked: Asked<Gradients>;
  retry: () => void;
} {
  const { counts, part, index } = useSamples();
  const count = Math.min(SAMPLES, counts[part] - index);
  const { asked, retry } = useAsked(network && count > 0 ? `${network.key} ${part} ${index} ${count}` : undefined, async () => {
    if (!network) throw new Error('There is no network to ask about.');
    const { project, projectPath, run } = network;
    return engine.call('inspect.gradients', { project, projectPath, run: run?.run ?? null, part, index, count });
  });
  return { gradients: shownOf(asked), asked, retry };
}
