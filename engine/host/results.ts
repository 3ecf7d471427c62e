import type { Evaluation, Generated, GenerationNews, Handlers } from '../api';
import type { resultCalls } from '../api/results';
import { evaluateClassification } from '../evaluate/classification';
import { evaluateForecast } from '../evaluate/forecast';
import { generate, unknownTokens } from '../evaluate/generation';
import { classifyText } from '../evaluate/labelling';
import { predictRun } from '../evaluate/prediction';
import { evaluateRegression } from '../evaluate/regression';
import type { TrainedModel } from '../evaluate/trained';
import { exporters } from '../export/exporter';
import type { JobContext, JobWorkers } from './jobs';
import { createModelShelf, type ModelShelf } from './models';

/** Between two news of a text that is being generated, in milliseconds. */
const TELL_EVERY = 50;

/** What a trained model is good for: what answers at once, and what takes long. */
export function resultHandlers(models: ModelShelf = createModelShelf()): {
  readonly calls: Handlers<keyof typeof resultCalls>;
  readonly jobs: Pick<JobWorkers, 'evaluate' | 'predict' | 'generate' | 'export'>;
} {
  return {
    calls: { 'classify.text': ({ text, ...which }) => models.use(which, async (model) => classifyText(model, text)) },
    jobs: {
      evaluate: ({ target, ahead, ...which }) =>
        models.use<Evaluation>(which, (model) => {
          const { dataset } = model;
          if (dataset.is === 'table') return evaluateForecast(model, { target, ahead });
          return dataset.is === 'task' && dataset.spec.target.is === 'values'
            ? evaluateRegression(model, dataset)
            : evaluateClassification(model);
        }),
      predict: ({ data, ...which }) => models.use(which, (model) => predictRun(model, data)),
      export: ({ format, folder, ...which }) => models.use(which, (model) => exporters[format](model, folder)),
      generate: ({ settings, ...which }, context) => models.use(which, (model) => write(model, settings, context)),
    },
  };
}

/** Generates a text and tells it piece by piece. */
async function write(
  model: TrainedModel,
  settings: Parameters<typeof generate>[1],
  { isCancelled, tell }: JobContext<'generate'>,
): Promise<Generated> {
  const started = performance.now();
  const unknown = unknownTokens(model, settings.seedText);
  const seconds = () => (performance.now() - started) / 1000;
  let tokens = 0;
  let last = Number.NEGATIVE_INFINITY;
  let news: GenerationNews = { text: '', candidates: [] };
  const flush = () => {
    if (news.text === '') return;
    const perSecond = tokens / seconds();
    tell({ share: tokens / settings.length, perSecond, secondsLeft: (settings.length - tokens) / perSecond }, news);
    news = { text: '', candidates: [] };
    last = performance.now();
  };
  for await (const { text, candidates } of generate(model, settings, isCancelled)) {
    tokens++;
    news = { text: news.text + text, candidates: [...candidates] };
    if (performance.now() - last >= TELL_EVERY) flush();
  }
  flush();
  const note = unknown.length > 0 ? `The model does not know ${unknown.map((word) => `"${word}"`).join(', ')}.` : null;
  return { tokens, seconds: seconds(), note };
}
