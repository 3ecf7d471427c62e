import { describe, expect, test } from 'vitest';
import { fileName } from './download';
import { composePicture } from './picture';

describe('a chart as a picture', () => {
  const svg = composePicture(
    {
      title: 'Loss <validation>',
      series: [
        { label: 'maple', voice: 'model' },
        { label: 'R&D', voice: 'other' },
      ],
      plot: '<svg><path stroke="var(--d-model)"/></svg>',
      size: { width: 400, height: 200 },
    },
    (token) => `colour-of${token}`,
  );

  test('holds title, legend and plot, with its own colours', () => {
    expect(svg).toContain('Loss &lt;validation>');
    expect(svg).toContain('>maple</text>');
    expect(svg).toContain('>R&amp;D</text>');
    expect(svg).toContain('stroke="colour-of--d-model"');
    expect(svg).not.toContain('var(');
  });

  test('is large enough for plot, head and margin', () => {
    expect(svg).toContain('width="432" height="272"');
  });

  test.each([
    ['MAE by steps ahead', 'mae-by-steps-ahead'],
    ['CO₂, ppm', 'co2-ppm'],
    ['損失', 'chart'],
  ])('%s is saved as %s', (title, name) => expect(fileName(title)).toBe(name));
});
