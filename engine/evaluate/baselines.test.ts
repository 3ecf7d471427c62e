import { describe, expect, test } from 'vitest';
import { createBaselines, findSeason } from './baselines';
import { naiveError, score } from './scores';

const yearly = Float64Array.from({ length: 240 }, (_, month) => 0.5 * month + 10 * Math.sin((2 * Math.PI * month) / 12));

describe('baselines', () => {
  test('find the season of a series, and none where there is none', () => {
    expect(findSeason(yearly)).toBe(12);
    expect(findSeason(Float64Array.from({ length: 100 }, (_, i) => i))).toBeUndefined();
    expect(findSeason(new Float64Array(50).fill(7))).toBeUndefined();
  });

  test('forecast from what is known alone', () => {
    const [last, season, mean] = createBaselines(yearly, 10, 200);
    expect(last?.forecast(100, 3)).toBe(yearly[99]);
    expect(season?.name).toBe('Value 12 rows before');
    expect(season?.forecast(100, 1)).toBe(yearly[88]);
    expect(season?.forecast(100, 13)).toBe(yearly[88]);
    expect(mean?.forecast(100, 1)).toBeCloseTo(yearly.slice(90, 100).reduce((sum, value) => sum + value, 0) / 10);
  });
});

describe('scores', () => {
  test('are the errors their names say', () => {
    const scores = score(Float64Array.of(10, 20, 40), Float64Array.of(12, 20, 36), 4);
    expect(scores.mae).toBeCloseTo(2);
    expect(scores.rmse).toBeCloseTo(Math.sqrt(20 / 3));
    expect(scores.mape).toBeCloseTo((20 + 0 + 10) / 3);
    expect(scores.mase).toBeCloseTo(0.5);
  });

  test('leave out per cent where the truth is zero, and scale where a series stands still', () => {
    expect(score(Float64Array.of(0, 1), Float64Array.of(1, 1), 1).mape).toBeNull();
    expect(score(Float64Array.of(1), Float64Array.of(2), naiveError(new Float64Array(9), 9)).mase).toBeNull();
  });
});
