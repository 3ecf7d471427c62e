/** Drawn by its own part of the window. */
export function EvaluationPanel() {
  return null;
}
