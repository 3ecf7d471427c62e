import type { Regression } from '../../engine/api';
import { formatMeasure } from '../charts';
import { Facts } from '../panel';

/** How near the predictions come to numbers that do not follow each other in time. */
export function RegressionView({ regression: { part, samples, scores, solved } }: { regression: Regression }) {
  return (
    <Facts
      facts={[
        ...scores.map(({ name, mae }) => ({ label: `${name}, MAE`, value: formatMeasure(mae, 4) })),
        { label: `Within ${solved.tolerance}`, value: `${formatMeasure(solved.share * 100, 3)} %` },
        { label: `Samples (${part})`, value: String(samples) },
      ]}
    />
  );
}
