import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chain } from '../../engine/nodes/testing/graphs';
import { emptyProject } from '../../engine/project';
import { blockerOf, useCheck, watchCheck } from './check';
import { useData } from './data';
import { closeDocument, showDocument } from './document';

vi.mock('../transport', () => ({ engine: { call: vi.fn(), on: () => () => undefined } }));

let stop = () => {};
beforeEach(() => {
  useData.setState({ prepared: { is: 'none' }, spec: undefined });
  const graph = chain([{ type: 'lstm' }, { type: 'dense', params: { units: 1 } }]);
  showDocument({ project: { ...emptyProject, graph }, path: null, draftPath: '/drafts/one.unroll.json', untitled: 'one' });
  stop = watchCheck();
});
afterEach(() => {
  stop();
  closeDocument();
});

const codes = () => useCheck.getState().problems.map(({ code }) => code);

test('data that are being read are no problem, but there is no training before they are there', () => {
  expect(codes()).toContain('no-data');
  useData.setState({ prepared: { is: 'loading', last: null } });
  expect(codes()).not.toContain('no-data');
  expect(blockerOf(useCheck.getState())?.text).toBe('The data are still being read.');
  const spec = { input: { shape: [4, 2], dtype: 'float' as const }, columns: ['a', 'b'], target: { is: 'values' as const, shape: [1] } };
  useData.setState({ spec });
  expect(blockerOf(useCheck.getState())).toBeUndefined();
});

test('data that cannot be read are a problem again', () => {
  useData.setState({ prepared: { is: 'loading', last: null } });
  useData.setState({ prepared: { is: 'refused', text: 'The file is gone.' } });
  expect(codes()).toContain('data');
  expect(blockerOf(useCheck.getState())?.text).toBe('The file is gone.');
});
