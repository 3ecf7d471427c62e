import type { Classification, RunSummary } from '../../engine/api';
import type { Project } from '../../engine/project';
import { ClassifiedView } from './ClassifiedView';
import { GenerationView } from './GenerationView';

interface LanguageViewProps {
  readonly classification: Classification;
  readonly run: RunSummary;
  readonly trained: Project;
}

/** A language model: what it writes, and how well it predicts. */
export function LanguageView({ classification, run, trained }: LanguageViewProps) {
  const own = { name: 'Generate text', content: <GenerationView run={run} trained={trained} /> };
  return <ClassifiedView classification={classification} label="View of the language model" own={own} />;
}
