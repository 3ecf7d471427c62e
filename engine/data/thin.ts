/**
 * A series of at most `points` values for a small picture, evenly spaced: each stretch of the series gives its least and its
 * greatest value in the order they came, so that peaks stay. Null stands for a stretch without values.
 */
export function thin(values: Float64Array, points: number): (number | null)[] {
  if (values.length <= points) return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
  const stretches = Math.floor(points / 2);
  const thinned: (number | null)[] = [];
  for (let i = 0; i < stretches; i++) {
    const from = Math.floor((i * values.length) / stretches);
    const to = Math.floor(((i + 1) * values.length) / stretches);
    thinned.push(...extremes(values.subarray(from, to)));
  }
  return thinned;
}

function extremes(values: Float64Array): [number | null, number | null] {
  let [least, greatest] = [-1, -1];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    if (least < 0 || value < (values[least] ?? 0)) least = i;
    if (greatest < 0 || value > (values[greatest] ?? 0)) greatest = i;
  }
  const [first, second] = least < greatest ? [least, greatest] : [greatest, least];
  return [values[first] ?? null, values[second] ?? null];
}
