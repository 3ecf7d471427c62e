import { expect, test } from 'vitest';
import { DOCK_HEIGHT, readLayout } from './layout';

test('nothing stored gives the usual layout', () => {
  for (const stored of [undefined, null, 'x', [], {}]) expect(readLayout(stored)).toEqual(readLayout({}));
  expect(readLayout({})).toMatchObject({ theme: 'system', tab: 'data', dockOpen: true, dockHeight: DOCK_HEIGHT.usual });
});

test('what is not as it should be falls back alone', () => {
  const layout = readLayout({ theme: 'dark', tab: 'nowhere', dockHeight: -5, inspectorWidth: 300, foldedGroups: 'all', extra: 1 });
  expect(layout).toMatchObject({ theme: 'dark', tab: 'data', dockHeight: DOCK_HEIGHT.usual, inspectorWidth: 300, foldedGroups: [] });
  expect(layout).not.toHaveProperty('extra');
});
