import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { calls } from '../api';
import { check, isTrainable } from '../check';
import { prepareRecipe } from '../data/prepare';
import { profileSource } from '../data/profile';
import { openTrained } from '../evaluate/trained';
import { absolutePosition, childrenOf, type Graph, type GraphNode } from '../graph';
import { inspectGradients } from '../inspect/gradients';
import { inspect } from '../inspect/inspection';
import type { InspectionArgs } from '../inspect/model';
import { tensorflow } from '../kernels/tensorflow';
import { samplesFolder } from '../project/resources';
import { readCheckpoint } from '../train/run/checkpoint';
import { trainProject } from '../train/testing/run';
import { readTemplates } from './templates';

const places = { projectPath: null, samplesFolder: samplesFolder() };
const templates = calls['templates.list'].out.parse(await readTemplates());
const sample = (name: string) => templates.find(({ id }) => id === name);

// Counts read from Keras 3.15; samples from the data themselves.
const PROGRAMS = [
  {
    id: 'word-language-model',
    title: 'Word language model',
    parameters: 134_805,
    input: [9],
    target: [27],
    samples: { train: 30, validation: 0, test: 0 },
    epochs: 200,
  },
  {
    id: 'word-language-model-gru',
    title: 'Word language model, GRU',
    parameters: 103_005,
    input: [9],
    target: [27],
    samples: { train: 30, validation: 0, test: 0 },
    epochs: 200,
  },
  {
    id: 'word-language-model-bidirectional',
    title: 'Word language model, both ways',
    parameters: 267_855,
    input: [9],
    target: [27],
    samples: { train: 30, validation: 0, test: 0 },
    epochs: 200,
  },
  {
    id: 'word-language-model-attention',
    title: 'Word language model, attention',
    // Those of program 1, and the 150 factors that the additive scores learn.
    parameters: 134_805 + 150,
    input: [9],
    target: [27],
    samples: { train: 30, validation: 0, test: 0 },
    epochs: 200,
  },
  {
    id: 'word-language-model-transformer',
    title: 'Word language model, Transformer',
    // Embedding, positions, attention, two normalisations, feed-forward, Dense.
    parameters: 27 * 64 + 9 * 64 + 4 * (64 * 64 + 64) + 2 * 128 + (64 * 128 + 128) + (128 * 64 + 64) + (64 * 27 + 27),
    input: [9],
    target: [27],
    samples: { train: 30, validation: 0, test: 0 },
    epochs: 200,
  },
  {
    id: 'sentiment',
    title: 'Sentiment',
    parameters: 1_117_377,
    input: [200],
    target: [1],
    samples: { train: 2100, validation: 450, test: 450 },
    epochs: 10,
  },
  {
    id: 'character-text',
    title: 'Character text',
    parameters: 204_594,
    input: [40, 1],
    target: [50],
    samples: { train: 5263, validation: 0, test: 0 },
    epochs: 60,
  },
  {
    id: 'one-series-next-value',
    title: 'One series, next value',
    parameters: 10_451,
    input: [10, 1],
    target: [1],
    samples: { train: 209, validation: 45, test: 45 },
    epochs: 100,
  },
  {
    id: 'several-series-one-target',
    title: 'Several series, one target',
    parameters: 17_473,
    input: [10, 3],
    target: [1],
    samples: { train: 1539, validation: 329, test: 330 },
    epochs: 100,
  },
  {
    id: 'two-stacked-layers',
    title: 'Two stacked layers',
    parameters: 29_857,
    input: [10, 3],
    target: [1],
    samples: { train: 1539, validation: 329, test: 330 },
    epochs: 100,
  },
  {
    id: 'three-stacked-layers',
    title: 'Three stacked layers',
    parameters: 32_977,
    input: [10, 3],
    target: [1],
    samples: { train: 1539, validation: 329, test: 330 },
    epochs: 100,
  },
  {
    id: 'both-directions-stacked',
    title: 'Both directions, stacked',
    parameters: 76_097,
    input: [10, 3],
    target: [1],
    samples: { train: 1539, validation: 329, test: 330 },
    epochs: 100,
  },
  {
    id: 'attention-and-concatenation',
    title: 'Attention and concatenation',
    parameters: 17_537,
    input: [10, 3],
    target: [10, 1],
    samples: { train: 1530, validation: 320, test: 330 },
    epochs: 100,
  },
  {
    id: 'regularised',
    title: 'Regularised',
    parameters: 17_473,
    input: [10, 3],
    target: [1],
    samples: { train: 1539, validation: 329, test: 330 },
    epochs: 100,
  },
  {
    id: 'vanishing-gradient',
    title: 'Vanishing gradient',
    parameters: 32 * (2 + 32 + 1) + 33 + 4 * 32 * (2 + 32 + 1) + 33,
    input: [100, 2],
    target: [1],
    samples: { train: 4800, validation: 600, test: 600 },
    epochs: 15,
  },
];

// To be run on numbers that stand in the project, not trained.
const RUN = [
  {
    id: 'one-cell-one-step',
    title: 'One cell, one step',
    parameters: 176,
    inputs: [{ input: 'step', shape: [1, 1, 6], values: [3, 2, 2, 2, 2, 2] }],
    ports: { 'cell.output': [1, 4], 'cell.state_h': [1, 4], 'cell.state_c': [1, 4] },
  },
  {
    id: 'stacked-cells',
    title: 'Stacked cells',
    parameters: 376,
    inputs: [
      {
        input: 'sequences',
        shape: [2, 3, 6],
        values: [1, 2, 3, 4, 3, 2, 1, 2, 1, 1, 1, 2, 1, 2, 2, 2, 2, 2, 1, 2, 3, 4, 3, 2, 3, 2, 2, 1, 1, 2, 0, 0, 0, 0, 3, 2],
      },
    ],
    ports: {
      'lower.output': [2, 3, 4],
      'lower.state_h': [2, 4],
      'lower.state_c': [2, 4],
      'upper.output': [2, 3, 5],
      'upper.state_h': [2, 5],
      'upper.state_c': [2, 5],
    },
  },
];

describe('the templates', () => {
  it('are the programs of the start page, in its order', () => {
    expect(templates.map(({ id, project }) => [id, project.about?.title])).toEqual(
      [...PROGRAMS, ...RUN].map(({ id, title }) => [id, title]),
    );
  });

  test.each(RUN)('$title runs on its own numbers and shows every output and state', async ({ id, parameters, inputs, ports }) => {
    const project = sample(id)?.project;
    if (!project) throw new Error(`no template ${id}`);
    expect(project.data).toEqual({ is: 'none' });
    expect(project.inputs).toEqual(inputs);
    const checked = check(project.graph);
    expect(checked.problems).toEqual([]);
    expect(checked.parameters).toBe(parameters);
    const input = { is: 'numbers' as const, tensors: project.inputs ?? [] };
    const found = await inspect({ tf: tensorflow(), project, projectPath: null, run: undefined }, input);
    expect(Object.fromEntries(found.ports.map(({ node, port, tensor }) => [`${node}.${port}`, tensor.shape]))).toMatchObject(ports);
    expect(found.cells.flatMap(({ traces }) => traces.map(({ name }) => name)).sort()).toEqual(
      found.cells.flatMap(() => ['f', 'i', 'candidate', 'c', 'o', 'h']).sort(),
    );
  });

  test.each(PROGRAMS)('$title has the counts of its program', async ({ id, parameters, input, target, samples, epochs }) => {
    const template = sample(id);
    if (!template) throw new Error(`no template ${id}`);
    const { graph, data, training, about } = template.project;
    const prepared = await prepareRecipe(data, { ...places, from: 0, show: 1 });
    const checked = check(graph, { data: prepared.spec, batchSize: training.batchSize });
    expect(checked.problems).toEqual([]);
    expect(isTrainable(checked)).toBe(true);
    expect(checked.parameters).toBe(parameters);
    expect(prepared.spec.input.shape).toEqual(input);
    expect(prepared.spec.target.shape).toEqual(target);
    expect(prepared.samples).toEqual(samples);
    expect(training).toMatchObject({ epochs, batchSize: id === 'character-text' ? 128 : 32, optimiser: { is: 'adam' } });
    expect(about?.summary).toMatch(/^[A-Z].*\.$/);
  });

  it('for program 6 show the gradient vanish in the Simple RNN, and reach the first step in the LSTM once it has learned', async () => {
    const project = sample('vanishing-gradient')?.project;
    if (!project) throw new Error('no template');
    const look = async (run: InspectionArgs['run']) => {
      const samples = { part: 'test', index: 0, count: 16 } as const;
      const { layers } = await inspectGradients({ tf: tensorflow(), project, projectPath: null, run }, samples);
      return Object.fromEntries(layers.map(({ name, norms }) => [name, Number(norms[0]) / Number(norms.at(-1))]));
    };
    expect((await look(undefined))['simple-rnn-1']).toBeLessThan(0.01);
    const { folder } = await trainProject({ ...project, training: { ...project.training, epochs: 10 } });
    const [{ record, dispose }, checkpoint] = [await openTrained(tensorflow(), folder, 'x'), (await readCheckpoint(folder, 'best')).state];
    dispose();
    if (!checkpoint) throw new Error('no checkpoint');
    const trained = await look({ data: record.data, weights: checkpoint.weights });
    await rm(dirname(folder), { recursive: true });
    expect(trained['simple-rnn-1']).toBeLessThan(1e-4);
    expect(trained['lstm-1']).toBeGreaterThan(0.01);
  }, 120_000);

  it('for program 11 hold N − 10 windows', async () => {
    const recipe = sample('one-series-next-value')?.project.data;
    if (recipe?.is !== 'table') throw new Error('no table');
    const profile = await profileSource(recipe.source, places);
    const prepared = await prepareRecipe(recipe, { ...places, from: 0, show: 1 });
    const { train, validation, test: tested } = prepared.samples;
    expect(profile.is === 'table' && profile.rows - 10).toBe(train + validation + tested);
  });

  it('for program 1 know the 26 words of its four lines', async () => {
    const recipe = sample('word-language-model')?.project.data;
    if (recipe?.is !== 'words') throw new Error('no words');
    const prepared = await prepareRecipe(recipe, { ...places, from: 29, show: 1 });
    expect(prepared.vocabularySize).toBe(26);
    expect(prepared.vocabulary.slice(0, 3)).toEqual([
      { index: 1, token: 'to', count: 4 },
      { index: 2, token: 'the', count: 3 },
      { index: 3, token: 'be', count: 2 },
    ]);
    expect(prepared.shown[0]).toMatchObject({ input: ['', 'or', 'to', 'take', 'arms', 'against', 'a', 'sea', 'of'], target: 'troubles' });
  });

  test.each(templates)('$id is laid out so that no card stands on another', ({ project: { graph } }) => {
    const frames = [undefined, ...graph.nodes.map(({ id }) => id)];
    for (const frame of frames) {
      const boxes = graph.nodes.filter(({ parent }) => parent === frame).map((node) => boxOf(graph, node));
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          expect(a.right + 40 <= b.left || b.right + 40 <= a.left || a.bottom + 40 <= b.top || b.bottom + 40 <= a.top).toBe(true);
        }
      }
    }
  });
});

/** What a card takes up, or a frame with all that stands in it. */
function boxOf(graph: Graph, node: GraphNode): { left: number; top: number; right: number; bottom: number } {
  const { x, y } = absolutePosition(graph, node.id);
  const inside = childrenOf(graph, node.id).map((child) => boxOf(graph, child));
  if (inside.length === 0) return { left: x, top: y, right: x + 188, bottom: y + 168 };
  return {
    left: x,
    top: y,
    right: Math.max(...inside.map(({ right }) => right)) + 24,
    bottom: Math.max(...inside.map(({ bottom }) => bottom)) + 28,
  };
}
