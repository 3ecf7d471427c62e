/** Drawn by its own part of the window. */
export function DataPanel() {
  return null;
}
