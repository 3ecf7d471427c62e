import { expect, test } from 'vitest';
import { nodeTypes } from '../../engine/nodes';
import { nodeShapes } from './shapes';

// A type without an icon of its own has its group's, so that a new type needs nothing here.
test('no two types of layer have the same icon of their own', () => {
  const drawn = nodeTypes.flatMap(({ type }) => (nodeShapes[type] === undefined ? [] : [JSON.stringify(nodeShapes[type])]));
  expect(drawn.length).toBeGreaterThan(30);
  expect(new Set(drawn).size).toBe(drawn.length);
});
