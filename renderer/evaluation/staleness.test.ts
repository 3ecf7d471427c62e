import { describe, expect, test } from 'vitest';
import { connect, moveNodes, setParams } from '../../engine/graph';
import { defaultParams, nodeType } from '../../engine/nodes';
import { emptyProject, type Project } from '../../engine/project';
import { hasChanged } from './staleness';

const node = (type: string) => {
  const known = nodeType(type);
  if (!known) throw new Error(type);
  return { id: type, type, name: type, params: defaultParams(known), position: { x: 0, y: 0 } };
};
const project: Project = { ...emptyProject, graph: { nodes: [node('input'), node('lstm')], edges: [] } };

describe('a run of an earlier state of the project', () => {
  test('is told from one of the same state', () => expect(hasChanged(project, project)).toBe(false));

  test('is not stale for moved nodes or other settings of training', () => {
    const moved = { ...project, graph: moveNodes(project.graph, new Map([['lstm', { x: 9, y: 9 }]])) };
    expect(hasChanged(project, moved)).toBe(false);
    expect(hasChanged(project, { ...project, training: { ...project.training, epochs: 3 } })).toBe(false);
  });

  test('is stale for other parameters, wires or data', () => {
    expect(hasChanged(project, { ...project, graph: setParams(project.graph, 'lstm', { units: 7 }) })).toBe(true);
    const wired = connect(project.graph, { node: 'input', port: 'output' }, { node: 'lstm', port: 'sequence' });
    expect(hasChanged(project, { ...project, graph: wired })).toBe(true);
    const source = { is: 'inline', text: 'to be' } as const;
    const data = { is: 'words', source, length: null, maxWords: null, split: { train: 1, validation: 0 } } as const;
    expect(hasChanged(project, { ...project, data })).toBe(true);
  });

  test('is not stale because its file is found by another path', () => {
    const read = (path: string): Project => ({
      ...project,
      data: { is: 'words', source: { is: 'file', path }, length: null, maxWords: null, split: { train: 1, validation: 0 } },
    });
    expect(hasChanged(read('/home/ada/a.txt'), read('a.txt'))).toBe(false);
  });
});
