import { expect, test } from 'vitest';
import { noScores, scoresOf } from './scores';

const epoch = (number: number, metrics: Record<string, number | null>) => ({ epoch: number, metrics, seconds: 1 });

test('the best epoch is that of the least validation loss, and epochs since are counted', () => {
  const found = scoresOf([epoch(1, { loss: 3, val_loss: 2 }), epoch(2, { loss: 1, val_loss: 1 }), epoch(3, { loss: 0.5, val_loss: 4 })]);
  expect([found.best?.epoch, found.epochsSince]).toEqual([2, 1]);
});

test('a validation loss that is no number is the worst; the loss of training never stands for it', () => {
  const found = scoresOf([epoch(1, { loss: 3, val_loss: 2 }), epoch(2, { loss: 0.1, val_loss: null })]);
  expect([found.best?.epoch, found.epochsSince]).toEqual([1, 1]);
  expect(scoresOf([epoch(1, { loss: 3, val_loss: null })]).best).toBeNull();
  expect(scoresOf([])).toEqual(noScores);
});
