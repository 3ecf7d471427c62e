import { describe, expect, test } from 'vitest';
import { type DataSpec, isComplaint } from '../define';
import { floats, indices, shapeArgs, shapeAt } from '../testing/arguments';
import { output } from '.';
import { resolveObjective } from './task';

const words: DataSpec = { input: indices(9, 27), columns: [], target: { is: 'class', shape: [27] } };
const series: DataSpec = { input: floats(10, 3), columns: ['a', 'b', 'c'], target: { is: 'values', shape: [1] } };
const auto = { task: 'auto', loss: 'auto', metrics: [] } as const;

describe('Output', () => {
  test('takes task, loss and metrics from what the targets are', () => {
    expect(resolveObjective(auto, words.target)).toEqual({
      task: 'classification',
      loss: 'categoricalCrossentropy',
      metrics: ['accuracy'],
    });
    expect(resolveObjective(auto, series.target)).toEqual({ task: 'regression', loss: 'meanSquaredError', metrics: ['mae'] });
    expect(resolveObjective(auto, { is: 'binary', shape: [1] }).loss).toBe('binaryCrossentropy');
    expect(resolveObjective({ ...auto, loss: 'huber', metrics: ['rmse'] }, series.target)).toEqual({
      task: 'regression',
      loss: 'huber',
      metrics: ['rmse'],
    });
  });

  test('offers the units of the targets where the prediction has others', () => {
    const complaint = output.shape(shapeArgs(output, { data: words, inputs: { prediction: floats(1) } }));
    expect(isComplaint(complaint) && complaint.mend).toEqual({ label: 'Set units to 27', set: { units: 27 }, onSourceOf: 'prediction' });
    expect(shapeAt(output, '', { data: words, inputs: { prediction: floats(9, 27) } })).toBe(
      'compares predictions of 9 × 27 with targets of 27.',
    );
  });

  test('refuses a loss or a metric that says nothing about the task', () => {
    const given = { data: series, inputs: { prediction: floats(1) } };
    expect(shapeAt(output, '', { ...given, params: { loss: 'binaryCrossentropy' } })).toMatch(/does not fit/);
    expect(shapeAt(output, '', { ...given, params: { metrics: ['accuracy'] } })).toMatch(/says nothing about regression/);
  });

  test('advises softmax before cross-entropy', () => {
    const linear = shapeArgs(output, { data: words, inputs: { prediction: { ...floats(27), activation: 'linear' } } });
    expect(output.advise?.(linear)[0]?.mend?.set).toEqual({ activation: 'softmax' });
    const softmax = shapeArgs(output, { data: words, inputs: { prediction: { ...floats(27), activation: 'softmax' } } });
    expect(output.advise?.(softmax)).toEqual([]);
  });
});
