import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Emit, type Evaluation, type Handlers, Refusal } from '../api';
import type { resultCalls } from '../api/results';
import { stampOf } from '../data/arrange';
import { evaluateClassification } from '../evaluate/classification';
import { evaluateForecast } from '../evaluate/forecast';
import { generate, unknownTokens } from '../evaluate/generation';
import { classifyText } from '../evaluate/labelling';
import { predictRun } from '../evaluate/prediction';
import { evaluateRegression } from '../evaluate/regression';
import { openTrained, type TrainedModel } from '../evaluate/trained';
import { exporters } from '../export/exporter';
import { tensorflow } from '../kernels/tensorflow';
import { runsFolder } from '../project/file';
import { samplesFolder } from '../project/resources';

/** Between two events of a text that is being generated, in milliseconds. */
const TELL_EVERY = 50;

type OnRun = { projectPath: string; run: string };

export function resultHandlers(emit: Emit): Handlers<keyof typeof resultCalls> {
  const models = createModelShelf();
  const running = new Map<string, { stopped: boolean }>();

  return {
    'evaluate.run': ({ target, ahead, ...which }) =>
      models.use<Evaluation>(which, (model) => {
        const { dataset } = model;
        if (dataset.is === 'table') return evaluateForecast(model, { target, ahead });
        return dataset.is === 'task' && dataset.spec.target.is === 'values'
          ? evaluateRegression(model, dataset)
          : evaluateClassification(model);
      }),

    'classify.text': ({ text, ...which }) => models.use(which, async (model) => classifyText(model, text)),

    'predict.run': ({ data, ...which }) => models.use(which, (model) => predictRun(model, data)),

    'export.write': ({ format, folder, ...which }) => models.use(which, (model) => exporters[format](model, folder)),

    'generate.start': async ({ settings, ...which }) => {
      const generation = randomBytes(8).toString('hex');
      const state = { stopped: false };
      running.set(generation, state);
      const started = performance.now();
      // The first token comes with the answer, so that a start the model cannot go on from is refused.
      await new Promise<void>((resolve, reject) => {
        const done = models.use(which, async (model) => {
          const unknown = unknownTokens(model, settings.seedText);
          const teller = createTeller(emit, generation);
          let tokens = 0;
          for await (const token of generate(model, settings, () => state.stopped)) {
            tokens++;
            resolve();
            teller.add(token);
          }
          teller.flush();
          const note = unknown.length > 0 ? `The model does not know ${unknown.map((word) => `"${word}"`).join(', ')}.` : null;
          emit('generate.ended', { generation, tokens, seconds: (performance.now() - started) / 1000, note });
        });
        done.then(resolve, reject).finally(() => running.delete(generation));
      });
      return { generation };
    },

    'generate.stop': ({ generation }) => {
      const state = running.get(generation);
      if (state) state.stopped = true;
      return undefined;
    },
  };
}

type Token = { text: string; candidates: readonly { token: string; probability: number }[] };

/** Gathers tokens into few events. */
function createTeller(emit: Emit, generation: string) {
  let waiting = '';
  let candidates: Token['candidates'] = [];
  let last = Number.NEGATIVE_INFINITY;
  const flush = () => {
    if (waiting === '') return;
    emit('generate.text', { generation, text: waiting, candidates: [...candidates] });
    waiting = '';
    last = performance.now();
  };
  return {
    add(token: Token) {
      waiting += token.text;
      candidates = token.candidates;
      if (performance.now() - last >= TELL_EVERY) flush();
    },
    flush,
  };
}

/** Whether the data of an open model are still those that its recipe finds. */
async function isCurrent({ record, stamp }: TrainedModel, projectPath: string): Promise<boolean> {
  return stamp === (await stampOf(record.project.data, { projectPath, samplesFolder: samplesFolder() }));
}

/** Keeps the model that was used last open, and uses one model for one thing at a time. */
function createModelShelf() {
  let open: { key: string; model: TrainedModel } | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const modelOf = async ({ projectPath, run }: OnRun): Promise<TrainedModel> => {
    const folder = join(runsFolder(projectPath), run);
    const changed = await stat(join(folder, 'checkpoints')).catch(() => undefined);
    if (!changed) throw new Refusal(`The run "${run}" has no checkpoint: wait a moment while it trains, or train again.`);
    const key = `${folder} ${(await stat(join(folder, 'run.json')).catch(() => changed)).mtimeMs} ${changed.mtimeMs}`;
    if (open?.key === key && (await isCurrent(open.model, projectPath))) return open.model;
    open?.model.dispose();
    open = undefined;
    const model = await openTrained(tensorflow(), folder, projectPath);
    open = { key, model };
    return model;
  };
  return {
    use<T>(which: OnRun, work: (model: TrainedModel) => Promise<T>): Promise<T> {
      const done = queue.then(async () => work(await modelOf(which)));
      queue = done.catch(() => undefined);
      return done;
    },
  };
}
