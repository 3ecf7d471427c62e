import { expect, test } from 'vitest';
import { search } from './search';

const thing = (label: string, words = '', usual = true) => ({ label, words, usual });
const things = [thing('Train', 'run fit'), thing('Stop training', '', false), thing('Add LSTM', 'memory gates'), thing('Save')];
const labels = (query: string) => search(query, things).map((one) => one.label);

test('before anything is typed, what can be done is shown', () => {
  expect(labels('  ')).toEqual(['Train', 'Add LSTM', 'Save']);
});

test('what begins with the words comes before what holds them', () => {
  expect(labels('train')).toEqual(['Train', 'Stop training']);
});

test('every word must be found, be it in the label or beside it', () => {
  expect(labels('lstm gates')).toEqual(['Add LSTM']);
  expect(labels('lstm run')).toEqual([]);
  expect(labels('FIT')).toEqual(['Train']);
});
