import type { Classification, RunSummary } from '../../engine/api';
import { ClassifiedView } from './ClassifiedView';
import { ExampleTexts } from './ExampleTexts';
import { OwnText } from './OwnText';

/** A model of labelled texts: what it makes of those it has not seen, and of one's own. */
export function LabelledView({ classification, run }: { classification: Classification; run: RunSummary }) {
  const own = { name: 'Texts', content: <ExampleTexts examples={classification.examples} /> };
  return <ClassifiedView classification={classification} label="View of the model" own={own} beside={<OwnText run={run} />} />;
}
