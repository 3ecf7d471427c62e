import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tensorflow } from '../kernels/tensorflow';
import { seriesProject, wordProject } from '../train/testing/projects';
import { trainProject } from '../train/testing/run';
import { evaluateClassification } from './classification';
import { evaluateForecast } from './forecast';
import { type GeneratedToken, generate } from './generation';
import { predictRun } from './prediction';
import { openTrained, type TrainedModel } from './trained';

async function trained(project: Parameters<typeof trainProject>[0]): Promise<{ folder: string; model: TrainedModel }> {
  const { folder } = await trainProject(project);
  return { folder, model: await openTrained(tensorflow(), folder, join(folder, 'x.unroll.json')) };
}

async function textOf(model: TrainedModel, settings: { temperature: number; seed: number; topK?: number }): Promise<string> {
  const tokens: GeneratedToken[] = [];
  const all = { seedText: 'to be', length: 12, topK: null, ...settings };
  for await (const token of generate(model, all, () => false)) tokens.push(token);
  return tokens.map(({ text }) => text).join('');
}

describe('a forecast', () => {
  let model: TrainedModel;
  let folder: string;
  beforeAll(async () => {
    ({ model, folder } = await trained(seriesProject({ epochs: 30 })));
  });
  afterAll(async () => {
    model.dispose();
    await rm(dirname(folder), { recursive: true });
  });

  test('is scored on the test part alone, in the data’s own units, beside baselines', async () => {
    const forecast = await evaluateForecast(model, {});
    expect(forecast.windows).toBe(model.dataset.counts.test);
    expect(forecast.scores.map(({ name }) => name).slice(0, 2)).toEqual(['This model', 'Last value']);
    expect(Math.max(...forecast.truth.map(Number))).toBeGreaterThan(100);
    const [own, last] = forecast.scores;
    const byHand = forecast.truth.reduce<number>((sum, truth, i) => sum + Math.abs(Number(truth) - Number(forecast.prediction[i])), 0);
    expect(own?.mae).toBeCloseTo(byHand / forecast.windows, 3);
    expect(last?.mae).toBeGreaterThan(0);
    expect(forecast.at.at(-1)).toContain('2008');
  });

  test('goes on beyond the last row of the data', async () => {
    const { future } = await evaluateForecast(model, {});
    expect(future.at).toEqual(['2009']);
    expect(future.prediction[0]).toBeGreaterThan(-50);
    expect(future.prediction[0]).toBeLessThan(100);
  });

  test('has a band that is measured on the validation part and checked on the test part', async () => {
    const { band, truth, prediction } = await evaluateForecast(model, {});
    if (!band) throw new Error('There is no band.');
    const held = truth.filter((value, i) => Math.abs(Number(value) - Number(prediction[i])) <= band.halfWidth).length / truth.length;
    expect(band.held).toBeCloseTo(held, 5);
  });

  test('predicts every row of its test part in the data’s own units', async () => {
    const { columns, rows } = await predictRun(model, null);
    const forecast = await evaluateForecast(model, {});
    expect(columns).toEqual(['sunspots']);
    expect(rows.map(({ values }) => values[0])).toEqual(forecast.prediction);
    expect(rows.map(({ at }) => at)).toEqual(forecast.at);
  });
});

describe('a language model', () => {
  let model: TrainedModel;
  let folder: string;
  beforeAll(async () => {
    ({ model, folder } = await trained(
      wordProject({ epochs: 150, optimiser: { is: 'adam', learningRate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } }),
    ));
  });
  afterAll(async () => {
    model.dispose();
    await rm(dirname(folder), { recursive: true });
  });

  test('is scored where the truth is known, and says on which part', async () => {
    const result = await evaluateClassification(model);
    expect(result).toMatchObject({ part: 'train', samples: model.dataset.counts.train });
    expect(result.accuracy).toBeGreaterThan(0.9);
    expect(result.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(result.samples);
    const onDiagonal = result.confusion.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
    expect(onDiagonal / result.samples).toBeCloseTo(result.accuracy ?? 0, 6);
    expect(result.perplexity).toBeCloseTo(Math.exp(result.loss ?? 0), 5);
  });

  test('goes on as the text does when it takes the likeliest word', async () => {
    expect(await textOf(model, { temperature: 0, seed: 1 })).toContain('or not to be that is the question');
  });

  test('draws the same words from the same seed, others from another, and never padding', async () => {
    const draw = (seed: number) => textOf(model, { temperature: 5, seed });
    expect(await draw(1)).toBe(await draw(1));
    expect(await draw(1)).not.toBe(await draw(2));
    expect(await draw(3)).not.toContain('  ');
  });

  test('with only the likeliest to draw from, any temperature is greedy', async () => {
    expect(await textOf(model, { temperature: 3, seed: 4, topK: 1 })).toBe(await textOf(model, { temperature: 0, seed: 9 }));
  });

  test('refuses a start it knows nothing of', async () => {
    const words = generate(model, { seedText: 'xylophone', length: 3, temperature: 0, topK: null, seed: 1 }, () => false);
    await expect(words.next()).rejects.toThrow('The model knows nothing of this start');
  });
});
