import { nodeType } from '../nodes';
import type { Project } from '../project';
import type { LoopEnd } from './reports';

/** Why a run ended as it did, in sentences, where there is more to say. */
export function describeEnd(end: LoopEnd, project: Project): string | null {
  switch (end.is) {
    case 'finished':
    case 'stopped':
      return null;
    case 'stopped early':
      return end.watched === 'val_loss'
        ? `The validation loss had not improved for ${end.epochsSince} epochs; the best weights are kept.`
        : `The loss had not improved for ${end.epochsSince} epochs; the last weights are kept.`;
    case 'diverged':
      return `The ${end.what} was no longer a finite number in epoch ${end.epoch}, batch ${end.batch}. ${likelyCause(project)} The last finite weights are kept.`;
  }
}

/** The usual reasons for a loss that is no number, the likeliest for these settings first. */
function likelyCause({ training, data, graph }: Project): string {
  const { learningRate, is } = training.optimiser;
  const usual = is === 'sgd' || is === 'momentum' ? 0.01 : 0.001;
  if (learningRate > 10 * usual) return `The learning rate of ${learningRate} is likely too high: try ${usual}.`;
  if (data.is === 'table' && data.scaling === 'none') return 'The data are not scaled: choose standard scaling in the Data panel.';
  const unbounded = graph.nodes.some(({ params, type }) => params.activation === 'relu' && nodeType(type)?.group === 'recurrent');
  if (unbounded) return 'A recurrent layer with relu can grow without bound: clip the gradient norm at 1, or take tanh.';
  return 'The gradient likely exploded: clip its norm at 1 or take a smaller learning rate.';
}
