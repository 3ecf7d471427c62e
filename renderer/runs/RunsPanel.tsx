/** Drawn by its own part of the window. */
export function RunsPanel() {
  return null;
}
