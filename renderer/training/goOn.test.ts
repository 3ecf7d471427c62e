import { beforeEach, expect, test, vi } from 'vitest';
import { Refusal } from '../../engine/api';
import { goOnWith } from './goOn';

const ask = vi.hoisted(() => vi.fn());
vi.mock('../dialogs', () => ({ ask }));
const startTraining = vi.hoisted(() => vi.fn());
vi.mock('../store', () => ({ startTraining, lookAgain: vi.fn() }));

const changed = new Refusal('The data are not those of the run.', 'data-changed');
beforeEach(() => {
  ask.mockReset();
  startTraining.mockReset().mockResolvedValue(undefined);
});

test('a run whose data are the same goes on without a question', async () => {
  await goOnWith('fern');
  expect(startTraining.mock.calls).toEqual([[{ resume: { run: 'fern', changedData: false } }]]);
  expect(ask).not.toHaveBeenCalled();
});

test('a run whose data changed goes on once the person wants it', async () => {
  startTraining.mockRejectedValueOnce(changed);
  ask.mockResolvedValue('go on');
  await goOnWith('fern');
  expect(ask.mock.calls[0]?.[0].text).toContain('The data are not those of the run.');
  expect(startTraining.mock.calls.at(-1)).toEqual([{ resume: { run: 'fern', changedData: true } }]);
});

test.each([['leave'], [null]])('and is left as it is at the answer %s, without an error', async (answer) => {
  startTraining.mockRejectedValueOnce(changed);
  ask.mockResolvedValue(answer);
  await goOnWith('fern');
  expect(startTraining).toHaveBeenCalledTimes(1);
});

test('another refusal is shown as ever', async () => {
  startTraining.mockRejectedValueOnce(new Refusal('There is no file.'));
  await expect(goOnWith('fern')).rejects.toThrow('There is no file.');
  expect(ask).not.toHaveBeenCalled();
});
