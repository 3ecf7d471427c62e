import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { disk } from '../../project/testing/faultyDisk';
import { createJournal, readEpochs, readJournal, truncateJournal } from './journal';

vi.mock('node:fs/promises', async (original) => (await import('../../project/testing/faultyDisk')).faultyDisk(await original()));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-journal-'));
});
afterEach(() => {
  disk.mend();
  return rm(folder, { recursive: true, force: true });
});

const at = () => join(folder, 'metrics.jsonl');
const epoch = (number: number) => ({ epoch: number, metrics: { loss: 1 / number, val_loss: null }, seconds: 0.1 });

async function writeEpochs(count: number) {
  const journal = createJournal(folder);
  for (let number = 1; number <= count; number++) {
    journal.epoch(epoch(number));
    journal.batch({ step: number, loss: number, gradientNorm: null });
  }
  await journal.flush();
  await journal.close();
  return journal.marks();
}

const epochsRead = async () => {
  const { epochs, damage } = await readEpochs(folder);
  return { epochs: epochs.map((record) => record.epoch), damage };
};

async function spoil(change: (lines: string[]) => string[]) {
  await writeFile(at(), change((await readFile(at(), 'utf8')).split('\n')).join('\n'));
}

describe('a journal', () => {
  test('is read as it was written', async () => {
    await writeEpochs(3);
    const { epochs, batches, damage } = await readJournal(folder);
    expect(epochs).toEqual([1, 2, 3].map(epoch));
    expect(batches.map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(damage).toBeNull();
  });

  test('that was cut off by a crash is read up to there, without a word', async () => {
    await writeEpochs(3);
    await writeFile(at(), (await readFile(at(), 'utf8')).slice(0, -9));
    expect(await epochsRead()).toEqual({ epochs: [1, 2], damage: null });
  });

  test.each([
    [
      'a digit changed',
      (lines: string[]) => lines.map((line, i) => (i === 1 ? line.replace('0.5', '0.4') : line)),
      [1, 3, 4],
      'line 2 is not what was written',
    ],
    ['a line missing', (lines: string[]) => lines.filter((_, i) => i !== 1), [1, 4], 'the line before it is missing'],
    ['a line that is null', (lines: string[]) => lines.map((line, i) => (i === 2 ? 'null' : line)), [1, 2, 4], 'line 3 is no record'],
    [
      'a line that is no JSON',
      (lines: string[]) => lines.map((line, i) => (i === 2 ? line.slice(3) : line)),
      [1, 2, 4],
      'line 3 is no whole JSON',
    ],
    [
      'a line without its checksum',
      (lines: string[]) => lines.map((line, i) => (i === 1 ? line.replace(/,"sum":"\w+"/, '') : line)),
      [1, 3, 4],
      'line 2 has no checksum',
    ],
    ['two lines exchanged', ([a = '', b = '', ...rest]: string[]) => [b, a, ...rest], [4], 'line 1 is not what was written'],
  ])('with %s says so and is read but for that', async (_, change, epochs, flaw) => {
    await writeEpochs(4);
    await spoil(change);
    const read = await epochsRead();
    expect(read.epochs).toEqual(epochs);
    expect(read.damage).toContain(flaw);
    expect(read.damage).toContain('metrics.jsonl');
  });

  test('that is a folder says so', async () => {
    await rm(at(), { force: true });
    await writeFile(join(folder, 'x'), '');
    const { damage } = await readEpochs(join(folder, 'x'));
    expect(damage).toContain('cannot be read (ENOTDIR)');
  });

  test('goes on where a state left it, whatever was written behind', async () => {
    const marks = await writeEpochs(2);
    const longer = createJournal(folder, marks);
    longer.epoch(epoch(3));
    await longer.flush();
    await longer.close();
    const again = createJournal(folder, (await truncateJournal(folder, marks)).marks);
    again.epoch({ ...epoch(3), seconds: 9 });
    await again.flush();
    await again.close();
    const { epochs, damage } = await readEpochs(folder);
    expect([epochs.at(-1), damage]).toEqual([{ ...epoch(3), seconds: 9 }, null]);
  });

  test('that is shorter than a state says goes on behind its last whole line, which is told', async () => {
    const marks = await writeEpochs(4);
    await spoil((lines) => [...lines.slice(0, 2), lines[2]?.slice(0, 5) ?? '']);
    const goesOn = await truncateJournal(folder, marks);
    expect(goesOn.isShorter).toBe(true);
    const journal = createJournal(folder, goesOn.marks);
    journal.epoch(epoch(5));
    journal.epoch(epoch(6));
    await journal.flush();
    await journal.close();
    expect(await epochsRead()).toEqual({ epochs: [1, 2, 5, 6], damage: null });
  });

  test('keeps what a full disk refused, and writes it whole once there is room', async () => {
    const journal = createJournal(folder);
    journal.epoch(epoch(1));
    await journal.flush();
    journal.epoch(epoch(2));
    disk.failFrom(1, 'ENOSPC');
    await expect(journal.flush()).rejects.toMatchObject({ code: 'ENOSPC' });
    journal.epoch(epoch(3));
    disk.mend();
    await journal.flush();
    await journal.close();
    expect(await epochsRead()).toEqual({ epochs: [1, 2, 3], damage: null });
  });
});
