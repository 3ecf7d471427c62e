import { describe, expect, test } from 'vitest';
import { OPTIMISERS } from '../../engine/project';
import { formatRate, progressFacts } from './facts';

describe('the numbers of a run under way', () => {
  test.each([
    [7.2, 1, '7.2 epochs/s'],
    [128, 46, '2.8 epochs/s'],
    [128, 4000, '128 batch/s'],
    [0.4, 10, '0.4 batch/s'],
    [0, 10, '–'],
  ])('%d batches a second, %d in an epoch, are %s', (batchesPerSecond, batches, text) =>
    expect(formatRate({ batchesPerSecond, batches })).toBe(text),
  );

  test('are dashes before the first batch, but the settings are known', () => {
    const facts = new Map(progressFacts(null, OPTIMISERS.adam).map(({ label, value }) => [label, value]));
    expect(facts.get('Time left')).toBe('–');
    expect(facts.get('Learning rate')).toBe('0.001');
    expect(facts.get('Optimiser')).toBe('Adam');
  });
});
