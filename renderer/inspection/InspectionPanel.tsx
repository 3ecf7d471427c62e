/** Drawn by its own part of the window. */
export function InspectionPanel() {
  return null;
}
