import { Refusal } from '../api/contract';
import type { Predicted } from '../api/results';
import type { Dataset, Part, TableDataset } from '../data/dataset';
import { openDataset } from '../data/open';
import type { Recipe } from '../project';
import { samplesFolder } from '../project/resources';
import { predictPart, type TrainedModel } from './trained';

/** Probabilities shown of a classification at most. */
const MAX_CLASSES = 1000;

/** Predicts the test part of the model's own data, or every sample of another file of the same form. */
export async function predictRun(model: TrainedModel, file: string | null): Promise<Predicted> {
  if (file === null) {
    const part = model.dataset.counts.test > 0 ? 'test' : 'train';
    return predictedRows(model, part);
  }
  const recipe = model.record.project.data;
  if (recipe.is === 'none') throw new Error('A run without data was asked to predict.');
  if (recipe.is === 'task') throw new Refusal('The samples of this run were made by the program, so there is no file to predict from.');
  const dataset = await openDataset(
    model.tf,
    inFileOrder({ ...recipe, source: { is: 'file', path: file }, split: { train: 1, validation: 0 } }),
    { projectPath: file, samplesFolder: samplesFolder(), fitted: model.record.data.pipeline, labels: 'optional' },
  );
  try {
    if (dataset.spec.input.shape.join() !== model.dataset.spec.input.shape.join())
      throw new Refusal(`${file} has not the form the model was trained on.`);
    return await predictedRows({ ...model, dataset, dataChanged: false }, 'train');
  } finally {
    dataset.dispose();
  }
}

function inFileOrder(recipe: Recipe): Recipe {
  return recipe.is === 'labelled' ? { ...recipe, order: 'file' } : recipe;
}

async function predictedRows(model: TrainedModel, part: Part): Promise<Predicted> {
  const values = await predictPart(model, part);
  const { dataset } = model;
  return { dataChanged: model.dataChanged, ...rowsOf(dataset, part, values) };
}

type Rows = Pick<Predicted, 'columns' | 'rows'>;

function rowsOf(dataset: Dataset, part: Part, values: Float32Array): Rows {
  if (dataset.is === 'table') return tableRows(dataset, part, values);
  return dataset.spec.target.is === 'values' ? numberRows(dataset, part, values) : classRows(dataset, part, values);
}

function tableRows(dataset: TableDataset, part: Part, scaled: Float32Array): Rows {
  const { pipeline, targets } = dataset;
  if (pipeline.is !== 'table') throw new Error('A table has the pipeline of a text.');
  const everyStep = pipeline.targetAt === 'everyStep';
  const steps = everyStep ? 1 : pipeline.horizon;
  const samples = dataset.counts[part];
  const width = scaled.length / samples;
  const columns = Array.from({ length: steps }, (_, step) =>
    targets.map((name) => (steps > 1 ? `${name}, ${step + 1} ahead` : name)),
  ).flat();
  // With a target at every step, only the last one is a forecast of what is not known yet.
  const from = width - columns.length;
  const byColumn = columns.map((_, column) =>
    dataset.unscale(
      Float64Array.from({ length: samples }, (_, sample) => scaled[sample * width + from + column] as number),
      column % targets.length,
    ),
  );
  const ahead = everyStep ? pipeline.horizon : 1;
  const rows = Array.from({ length: samples }, (_, sample) => ({
    at: dataset.label(dataset.windowStart(part, sample) + pipeline.window + ahead - 1),
    values: byColumn.map((values) => finite(values[sample])),
  }));
  return { columns, rows };
}

function numberRows({ spec, counts }: Dataset, part: Part, values: Float32Array): Rows {
  const width = values.length / counts[part];
  const rows = Array.from({ length: counts[part] }, (_, sample) => ({
    at: `${part} sample ${sample + 1}`,
    values: Array.from(values.subarray(sample * width, (sample + 1) * width), finite),
  }));
  return { columns: [...(spec.target.columns ?? [])], rows };
}

/** Probabilities by class; of two classes that of the second. With a class at every time step a row is one of them. */
function classRows(dataset: Dataset, part: Part, probabilities: Float32Array): Rows {
  const samples = dataset.counts[part];
  const { is, shape } = dataset.spec.target;
  const classes = is === 'binary' ? 1 : (shape.at(-1) ?? 1);
  const steps = probabilities.length / classes / samples;
  const shown = Math.min(classes, MAX_CLASSES);
  const nameOf = (index: number) => dataset.className(is === 'binary' ? 1 : index);
  return {
    columns: Array.from({ length: shown }, (_, index) => nameOf(index)),
    rows: Array.from({ length: samples * steps }, (_, row) => ({
      at: `${dataset.is === 'labelled' ? dataset.text(part, row) : `${part} sample ${Math.floor(row / steps) + 1}`}${steps > 1 ? `, step ${(row % steps) + 1}` : ''}`,
      values: Array.from(probabilities.subarray(row * classes, row * classes + shown), finite),
    })),
  };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
