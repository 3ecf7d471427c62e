import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluation } from '../api';
import { tensorflow } from '../kernels/tensorflow';
import { chain } from '../nodes/testing/graphs';
import { defaultTraining, emptyProject, OPTIMISERS, type Project } from '../project';
import { trainProject } from '../train/testing/run';
import { evaluateClassification } from './classification';
import { classifyText } from './labelling';
import { predictRun } from './prediction';
import { evaluateRegression } from './regression';
import { openTrained, type TrainedModel } from './trained';

const training = { ...defaultTraining, epochs: 40, batchSize: 8, optimiser: { ...OPTIMISERS.adam, learningRate: 0.02 } };
const split = { train: 0.6, validation: 0.2 };
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function trained(project: Project): Promise<TrainedModel> {
  const { folder } = await trainProject(project);
  folders.push(dirname(folder));
  return openTrained(tensorflow(), folder, join(folder, 'x.unroll.json'));
}

/** Reviews that say what they think in one word among others; one of the last is labelled against its word. */
function reviews(opinions: Readonly<Record<string, string>>): string {
  const fillers = ['the film', 'this one', 'a book', 'what we saw', 'it all'];
  const names = Object.keys(opinions);
  const lines = Array.from({ length: 60 }, (_, i) => {
    const name = names[i % names.length] ?? '';
    return `"${fillers[i % fillers.length]} was ${opinions[name]}, number ${i}",${name}`;
  });
  return `review,verdict\n${lines.join('\n')}\n"the one that was truly good",bad\n`;
}

const labelled = (opinions: Readonly<Record<string, string>>, last: { units: number; activation: string }): Project => ({
  ...emptyProject,
  graph: chain([
    { type: 'embedding', params: { vocabulary: 40, dimensions: 6 } },
    { type: 'lstm', params: { units: 6 } },
    { type: 'dense', params: last },
  ]),
  data: {
    is: 'labelled',
    source: { is: 'inline', text: reviews(opinions) },
    text: 'review',
    label: 'verdict',
    vocabulary: 40,
    unknownWord: true,
    length: 8,
    padding: 'pre',
    truncation: 'pre',
    order: 'file',
    seed: 1,
    split,
  },
  training,
});

describe('a model that says yes or no of a text', () => {
  let model: TrainedModel;
  beforeAll(async () => {
    model = await trained(labelled({ good: 'good', bad: 'awful' }, { units: 1, activation: 'sigmoid' }));
  });
  afterAll(() => model.dispose());

  test('is scored on texts it has not seen, and shows its surest mistake first', async () => {
    const found = evaluation.parse(await evaluateClassification(model));
    if (found.is !== 'classification') throw new Error('no classification');
    expect(found).toMatchObject({ part: 'test', samples: 12, classes: ['bad', 'good'] });
    expect(found.accuracy).toBeCloseTo(11 / 12, 6);
    expect(found.examples[0]).toMatchObject({ text: 'the one that was truly good', truth: 'bad', prediction: 'good' });
    expect(found.examples[0]?.probability).toBeGreaterThan(0.5);
    expect(found.examples).toHaveLength(12);
    const sureness = found.examples.slice(1).map(({ probability }) => Number(probability));
    expect(sureness).toEqual([...sureness].sort((a, b) => b - a));
    expect(found.examples.slice(1).every(({ truth, prediction }) => truth === prediction)).toBe(true);
  });

  test('says what it makes of a text that is typed, and which words it knows', () => {
    const { classes, words } = classifyText(model, 'The film was GOOD, xylophone');
    expect(classes.map(({ name }) => name)).toEqual(['good', 'bad']);
    expect(classes[0]?.probability).toBeGreaterThan(0.9);
    expect((classes[0]?.probability ?? 0) + (classes[1]?.probability ?? 0)).toBeCloseTo(1, 6);
    expect(words.slice(-2)).toEqual([
      { word: 'good', known: true },
      { word: 'xylophone', known: false },
    ]);
  });

  test('refuses a text of which it knows no word', () => {
    expect(() => classifyText(model, 'xylophone zebra')).toThrow('The model knows none of these words');
  });

  test('predicts texts of another file, in their order and without labels', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'unroll-texts-'));
    folders.push(folder);
    const path = join(folder, 'new.csv');
    await writeFile(path, 'id,review\n1,the film was awful\n2,a book was good\n3,it all was awful\n');
    const { columns, rows } = await predictRun(model, path);
    expect(columns).toEqual(['good']);
    expect(rows.map(({ at }) => at)).toEqual(['the film was awful', 'a book was good', 'it all was awful']);
    expect(rows.map(({ values }) => Math.round(values[0] ?? 0.5))).toEqual([0, 1, 0]);
  });
});

test('a model of three labels names the likeliest first', async () => {
  const opinions = { good: 'good', bad: 'awful', fair: 'fair' };
  const model = await trained(labelled(opinions, { units: 3, activation: 'softmax' }));
  try {
    const found = await evaluateClassification(model);
    expect(new Set(found.classes)).toEqual(new Set(['bad', 'fair', 'good']));
    expect(found.accuracy).toBeGreaterThan(0.8);
    const { classes } = classifyText(model, 'what we saw was fair');
    expect(classes[0]?.name).toBe('fair');
    expect(classes.reduce((sum, { probability }) => sum + (probability ?? 0), 0)).toBeCloseTo(1, 5);
    expect((await predictRun(model, null)).columns).toEqual(['bad', 'fair', 'good']);
  } finally {
    model.dispose();
  }
});

const task = (kind: 'adding' | 'copy', length: number): Project['data'] => ({ is: 'task', kind, length, samples: 400, seed: 2, split });

test('a model of the adding task is scored beside the mean, and by how many sums it solves', async () => {
  const model = await trained({
    ...emptyProject,
    graph: chain([{ type: 'gru', params: { units: 16 } }, { type: 'dense' }]),
    data: task('adding', 4),
    training,
  });
  try {
    if (model.dataset.is !== 'task') throw new Error('no task');
    const found = evaluation.parse(await evaluateRegression(model, model.dataset));
    if (found.is !== 'regression') throw new Error('no regression');
    expect(found).toMatchObject({ part: 'test', samples: 80, target: 'sum' });
    const [own, mean] = found.scores;
    // The mean absolute distance of a sum of two uniform numbers from 1 is 1/3.
    expect(mean?.mae).toBeGreaterThan(0.28);
    expect(mean?.mae).toBeLessThan(0.39);
    expect(own?.mae).toBeLessThan((mean?.mae ?? 0) / 3);
    const near = found.truth.filter((truth, i) => Math.abs(Number(truth) - Number(found.prediction[i])) < found.solved.tolerance).length;
    expect(found.solved.share).toBeCloseTo(near / 80, 6);
    expect((await predictRun(model, null)).columns).toEqual(['sum']);
    await expect(predictRun(model, '/nowhere.csv')).rejects.toThrow('made by the program');
  } finally {
    model.dispose();
  }
});

test('of two Outputs for one sum each is scored, and the better one shown', async () => {
  const one = chain([{ type: 'gru', params: { units: 16 } }, { type: 'dense' }]);
  const blind = {
    id: 'blind',
    type: 'dense',
    name: 'blind',
    params: { ...one.nodes[2]?.params, useBias: false },
    position: { x: 0, y: 0 },
  };
  const still = {
    ...(one.nodes[1] ?? blind),
    id: 'still',
    name: 'still',
    params: { ...one.nodes[1]?.params, units: 1, kernelConstraint: 'maxNorm', kernelMaxNorm: 1e-6 },
  };
  const end = { ...(one.nodes[3] ?? blind), id: 'end', name: 'end' };
  const wire = (from: string, to: string, port: string) => ({ from: { node: from, port: 'output' }, to: { node: to, port } });
  const graph = {
    nodes: [...one.nodes, still, blind, end],
    edges: [...one.edges, wire('input-1', 'still', 'sequence'), wire('still', 'blind', 'input'), wire('blind', 'end', 'prediction')],
  };
  const model = await trained({ ...emptyProject, graph, data: task('adding', 4), training });
  try {
    if (model.dataset.is !== 'task') throw new Error('no task');
    const { scores, truth, prediction } = await evaluateRegression(model, model.dataset);
    expect(scores.map(({ name }) => name)).toEqual(['output-4', 'end', 'Mean of the training targets']);
    expect(scores[0]?.mae).toBeLessThan(Number(scores[1]?.mae) / 2);
    const shown = truth.reduce<number>((sum, value, i) => sum + Math.abs(Number(value) - Number(prediction[i])), 0) / truth.length;
    expect(shown).toBeCloseTo(Number(scores[0]?.mae), 6);
  } finally {
    model.dispose();
  }
});

test('a model of the copying task is scored at every time step', async () => {
  const graph = chain([
    { type: 'lstm', params: { units: 8, returnSequences: true } },
    { type: 'dense', params: { units: 10, activation: 'softmax' } },
  ]);
  const model = await trained({ ...emptyProject, graph, data: task('copy', 5), training: { ...training, epochs: 8 } });
  try {
    const found = evaluation.parse(await evaluateClassification(model));
    if (found.is !== 'classification') throw new Error('no classification');
    expect(found.samples).toBe(80 * 25);
    expect(found.classes).toContain('·');
    // Blanks stand at 15 of 25 steps, which takes no memory to say.
    expect(found.baseline).toBeCloseTo(15 / 25, 6);
    expect(found.accuracy).toBeGreaterThan(0.59);
    const { columns, rows } = await predictRun(model, null);
    expect(columns[0]).toBe('·');
    expect(rows).toHaveLength(80 * 25);
    expect(rows[25]?.at).toBe('test sample 2, step 1');
  } finally {
    model.dispose();
  }
});
