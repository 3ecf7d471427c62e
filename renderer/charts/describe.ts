import type { Across } from './frame';
import { formatMeasure } from './numbers';
import { landmarksOf, type Series } from './points';

/** A chart in sentences, for somebody who does not see it: where each curve starts and ends, and its lowest and highest place. */
export function describeChart(title: string, series: readonly Series[], across: Across): string {
  const sentences = series.map(({ label, points }) => {
    const landmarks = landmarksOf(points);
    if (!landmarks) return `${label}: no values yet.`;
    const { first, last, lowest, highest, count } = landmarks;
    if (count === 1) return `${label}: ${formatMeasure(first.y)} at ${across.say(first.x)}.`;
    const way = last.y < first.y ? 'falls' : last.y > first.y ? 'rises' : 'stays';
    return (
      `${label} ${way} from ${formatMeasure(first.y)} at ${across.say(first.x)} to ${formatMeasure(last.y)} at ${across.say(last.x)}; ` +
      `lowest ${formatMeasure(lowest.y)} at ${across.say(lowest.x)}, highest ${formatMeasure(highest.y)} at ${across.say(highest.x)}.`
    );
  });
  return [`${title}, a line chart of ${series.length} ${series.length === 1 ? 'curve' : 'curves'}.`, ...sentences].join(' ');
}
