import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createRandom } from '../kernels/random';

const COLUMNS = 6;
const BLOCK = 10_000;

/** A CSV of random walks: walk0 to walk5. */
export async function writeSeries(file: string, rows: number): Promise<void> {
  const random = createRandom(1, 'series');
  const stream = createWriteStream(file);
  const names = Array.from({ length: COLUMNS }, (_, i) => `walk${i}`);
  const at = names.map(() => 0);
  stream.write(`${names.join(',')}\n`);
  for (let start = 0; start < rows; start += BLOCK) {
    const lines = Array.from({ length: Math.min(BLOCK, rows - start) }, () => {
      for (let i = 0; i < COLUMNS; i++) at[i] = (at[i] ?? 0) + random.normal();
      return at.map((value) => value.toFixed(4)).join(',');
    });
    if (!stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}
