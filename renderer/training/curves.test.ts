import { describe, expect, test } from 'vitest';
import type { EpochRecord } from '../../engine/api';
import { batchSeries, metricNames, modelSeries, otherSeries } from './curves';

const epochs = (...metrics: EpochRecord['metrics'][]): EpochRecord[] =>
  metrics.map((each, index) => ({ epoch: index + 1, metrics: each, seconds: 1 }));
const trained = epochs({ loss: 3, accuracy: 0.1 }, { loss: null, accuracy: 0.4 });
const validated = epochs({ loss: 3, mae: 2, val_loss: 4, val_mae: 3 }, { loss: 1, mae: 1, val_loss: 2, val_mae: 2 });

describe('the curves of a run', () => {
  test('are told by what was measured besides the loss', () => {
    expect(metricNames(trained)).toEqual(['accuracy']);
    expect(metricNames(validated)).toEqual(['mae']);
    expect(metricNames([])).toEqual([]);
  });

  test('show training alone where nothing was held out, with a gap where the loss was not finite', () => {
    expect(modelSeries({ label: 'maple', epochs: trained, name: 'loss', smoothing: 0 })).toEqual([
      {
        id: 'model',
        label: 'maple',
        voice: 'model',
        points: [
          { x: 1, y: 3 },
          { x: 2, y: null },
        ],
      },
    ]);
  });

  test('show validation beside training, and of an earlier run validation alone', () => {
    expect(modelSeries({ label: 'maple', epochs: validated, name: 'mae', smoothing: 0 }).map(({ label, voice }) => [label, voice])).toEqual(
      [
        ['maple', 'model'],
        ['validation', 'modelHeldOut'],
      ],
    );
    expect(otherSeries({ label: 'cedar', epochs: validated, name: 'mae', smoothing: 0 })[0]?.points).toEqual([
      { x: 1, y: 3 },
      { x: 2, y: 2 },
    ]);
    expect(otherSeries({ label: 'cedar', epochs: trained, name: 'mae', smoothing: 0 })).toEqual([]);
  });

  test('have a place in the legend before the first epoch has ended', () => {
    expect(modelSeries({ label: 'maple', epochs: [], name: 'loss', smoothing: 0 })).toHaveLength(1);
  });

  test('batch by batch get a band once they are smoothed', () => {
    const batches = Array.from({ length: 300 }, (_, step) => step).map((step) => ({ step, loss: step % 2, gradientNorm: 1 }));
    expect(batchSeries({ label: 'maple', batches, of: 'loss', smoothing: 0 })[0]?.band).toBeUndefined();
    expect(batchSeries({ label: 'maple', batches, of: 'loss', smoothing: 0.5 })[0]?.band).toHaveLength(100);
    expect(batchSeries({ label: 'maple', batches: batches.slice(0, 50), of: 'loss', smoothing: 0.5 })[0]?.band).toBeUndefined();
  });
});
