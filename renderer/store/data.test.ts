import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refusal } from '../../engine/api';
import { emptyProject, type Recipe, recipeKey } from '../../engine/project';
import { latest, lookAgain, reloadData, showSamples, useData, watchData } from './data';
import { closeDocument, edit, showDocument } from './document';

const call = vi.hoisted(() => vi.fn());
const heard = vi.hoisted(() => new Map<string, (event: unknown) => void>());
vi.mock('../transport', () => ({
  engine: {
    job: (kind: string, request: unknown) => ({ result: call(kind, request), cancel: () => undefined }),
    on: (name: string, hear: (event: unknown) => void) => {
      heard.set(name, hear);
      return () => heard.delete(name);
    },
  },
}));

const words = (text: string): Recipe => ({
  is: 'words',
  source: { is: 'inline', text },
  length: null,
  maxWords: null,
  split: { train: 1, validation: 0 },
});
const recipe = words('to be');
const changes = () => useData.getState().readings.changes;
const known = () => useData.getState().readings.byRecipe.get(recipeKey(recipe));
const prepares = () => call.mock.calls.filter(([kind]) => kind === 'prepare').length;
const settled = () =>
  new Promise<void>((resolve) => {
    const stopWaiting = useData.subscribe(({ prepared }) => {
      if (prepared.is === 'loading') return;
      stopWaiting();
      resolve();
    });
  });

/** What the file holds, or the sentence that says why it cannot be read. */
let file: { fingerprint: string } | { refused: string };
let stop: () => void;

beforeEach(async () => {
  file = { fingerprint: 'f' };
  call.mockReset().mockImplementation(async (kind: string) => {
    if ('refused' in file) throw new Refusal(file.refused);
    return kind === 'prepare' ? { ...file, spec: {} } : {};
  });
  stop = watchData();
  showDocument({ project: { ...emptyProject, data: recipe }, path: null, draftPath: '/drafts/one.unroll.json', untitled: 'one' });
  await settled();
});
afterEach(() => {
  stop();
  closeDocument();
});

test('data that are read again are a change, and what was known stays until they have been', async () => {
  const before = changes();
  file = { fingerprint: 'g' };
  reloadData();
  expect([changes(), known()]).toEqual([before, 'f']);
  await settled();
  expect([changes(), known()]).toEqual([before + 1, 'g']);
  showSamples(20);
  await settled();
  expect(changes()).toBe(before + 1);
});

test('data that are found to be others are a change, also where other samples were all that was wished', async () => {
  const before = changes();
  file = { fingerprint: 'g' };
  showSamples(20);
  await settled();
  expect([changes(), known()]).toEqual([before + 1, 'g']);
});

test('data that cannot be read are none', async () => {
  const before = changes();
  file = { refused: 'The file is gone.' };
  reloadData();
  await settled();
  expect(useData.getState().prepared).toEqual({ is: 'refused', text: 'The file is gone.' });
  expect(latest(useData.getState().prepared)).toBeNull();
  expect(changes()).toBe(before);
});

test('a recipe that is tried changes nothing of the one before', async () => {
  const before = changes();
  edit('Another text', (project) => ({ ...project, data: words('or not') }));
  await settled();
  expect([changes(), known()]).toEqual([before, 'f']);
});

test('a run that was trained on other data than are known has them read', async () => {
  const before = changes();
  const asked = prepares();
  heard.get('train.ended')?.({ summary: { recipe: recipeKey(recipe), fingerprint: 'f' } });
  heard.get('train.ended')?.({ summary: { recipe: 'another', fingerprint: 'g' } });
  expect(useData.getState().prepared.is).toBe('ready');
  file = { fingerprint: 'g' };
  heard.get('train.ended')?.({ summary: { recipe: recipeKey(recipe), fingerprint: 'g' } });
  await settled();
  expect(prepares()).toBe(asked + 1);
  expect([changes(), known()]).toEqual([before + 1, 'g']);
});

test('a file that changed unseen is read again once the window looks, and only then', async () => {
  const [asked, changed] = [prepares(), changes()];
  await lookAgain();
  expect([prepares() - asked, changes() - changed]).toEqual([1, 0]);
  file = { fingerprint: 'other' };
  await lookAgain();
  await vi.waitFor(() => expect(known()).toBe('other'));
  file = { refused: 'There is no file.' };
  await lookAgain();
  expect(useData.getState().prepared.is).toBe('ready');
});
