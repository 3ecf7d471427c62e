import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyProject } from '../../engine/project';
import { closeDocument, showDocument } from './document';
import { startTraining, stopTraining, useRuns } from './runs';

const call = vi.hoisted(() => vi.fn());
vi.mock('../transport', () => ({ engine: { call, on: () => () => undefined } }));

/** Answers that the engine still owes, by the name of the call. */
const owed = new Map<string, { give: (answer: unknown) => void; fail: (error: Error) => void }>();
const asked = (wanted: string) => call.mock.calls.filter(([name]) => name === wanted).map(([, payload]) => payload);
const answer = async (name: string, value: unknown) => {
  owed.get(name)?.give(value);
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  owed.clear();
  call.mockReset().mockImplementation((name: string) => new Promise((give, fail) => owed.set(name, { give, fail })));
  useRuns.setState({ list: [], live: null, chosen: null });
  showDocument({ project: emptyProject, path: null, draftPath: '/drafts/one.unroll.json', untitled: 'one' });
});
afterEach(closeDocument);

test.each([
  ['while its draft is being written', 0],
  ['while the engine prepares it', 1],
])('a run that is to stop %s stops as soon as it has a name', async (_, answered) => {
  const started = startTraining();
  if (answered > 0) await answer('shell.saveDraft', {});
  const stopped = stopTraining();
  expect(useRuns.getState().live?.state).toBe('stopping');
  if (answered === 0) await answer('shell.saveDraft', {});
  expect(asked('train.stop')).toEqual([]);
  await answer('train.start', { run: 'fern' });
  expect(asked('train.stop')).toEqual([{ projectPath: '/drafts/one.unroll.json', run: 'fern' }]);
  await answer('train.stop', undefined);
  await Promise.all([started, stopped]);
});

test('a start that was refused leaves nothing to stop', async () => {
  const started = startTraining();
  const stopped = stopTraining();
  await answer('shell.saveDraft', {});
  owed.get('train.start')?.fail(new Error('There are no data.'));
  await expect(started).rejects.toThrow('There are no data.');
  await stopped;
  expect(asked('train.stop')).toEqual([]);
  expect(useRuns.getState().live).toBeNull();
});

test('a run that could not be told to stop goes on, and can be told again', async () => {
  const started = startTraining();
  await answer('shell.saveDraft', {});
  await answer('train.start', { run: 'fern' });
  await started;
  const stopped = stopTraining();
  await new Promise((resolve) => setTimeout(resolve));
  owed.get('train.stop')?.fail(new Error('The engine did not answer.'));
  await expect(stopped).rejects.toThrow('did not answer');
  expect(useRuns.getState().live?.state).toBe('running');
});
