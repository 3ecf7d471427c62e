import type { Classification } from '../../engine/api';

export interface Confusion {
  readonly truth: string;
  readonly prediction: string;
  readonly count: number;
  /** Of all samples of that truth. */
  readonly share: number;
}

/** What is most often taken for something else, the most frequent first. */
export function topConfusions({ classes, confusion }: Pick<Classification, 'classes' | 'confusion'>, most: number): Confusion[] {
  const found: Confusion[] = [];
  confusion.forEach((row, truth) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    row.forEach((count, prediction) => {
      if (truth === prediction || count === 0) return;
      found.push({ truth: classes[truth] ?? '', prediction: classes[prediction] ?? '', count, share: count / total });
    });
  });
  return found.sort((a, b) => b.count - a.count).slice(0, most);
}
