import { expect, test } from 'vitest';
import { nodeTypes } from '../../engine/nodes';
import { nodeShapes } from './shapes';

test('every type of layer has an icon of its own', () => {
  expect(nodeTypes.map(({ type }) => type).filter((type) => nodeShapes[type] === undefined)).toEqual([]);
  const drawn = nodeTypes.map(({ type }) => JSON.stringify(nodeShapes[type]));
  expect(new Set(drawn).size).toBe(nodeTypes.length);
});
