/** Drawn by its own part of the window. */
export function TrainingPanel() {
  return null;
}
