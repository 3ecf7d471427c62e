import { applyMend, type GraphMend } from '../../engine/check';
import { announce } from '../notices';
import { editGraph } from '../store';

/** Carries a mend out; one undo step. */
export function mend(given: GraphMend) {
  editGraph(given.label, (graph) => applyMend(graph, given));
  announce(`${given.label}: done.`);
}
