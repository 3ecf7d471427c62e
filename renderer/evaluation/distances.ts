/** Distances to choose from: the next step, the last, and two between. */
export function distances(horizon: number, chosen: number): number[] {
  const between = [1, Math.ceil(horizon * 0.3), Math.ceil(horizon * 0.6), horizon, chosen];
  return [...new Set(between)].sort((a, b) => a - b);
}
