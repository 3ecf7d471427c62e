import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bits } from './testing/bitsOfTraining';

/** Trains twenty random networks and every template for some steps, in a process that computes with so many threads. */
async function bitsWith(threads: number): Promise<readonly Bits[]> {
  const child = fork(join(__dirname, 'testing', 'bitsOfTraining.ts'), {
    execArgv: ['--require', 'tsx/cjs'],
    env: { ...process.env, UNROLL_THREADS: String(threads) },
  });
  const [answer] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  child.kill();
  if (!Array.isArray(answer)) throw new Error(`The training with ${threads} threads ended with code ${answer}.`);
  return answer;
}

describe('however many threads compute', () => {
  let one: readonly Bits[];
  let two: readonly Bits[];
  // Both at once: each is beside another run.
  beforeAll(async () => {
    [one, two] = await Promise.all([bitsWith(1), bitsWith(2)]);
  });

  test('losses, gradients and weights of random networks and templates are the same, bit by bit', () => {
    expect(two).toEqual(one);
  });

  test('twenty random networks and all templates did learn', () => {
    const learned = one.filter(({ taken }) => taken > 0).map(({ name }) => name);
    expect(learned.filter((name) => name.startsWith('random'))).toHaveLength(20);
    expect(learned.filter((name) => name.endsWith('.unroll.json'))).toHaveLength(17);
  });
});
