import { describe, expect, test } from 'vitest';
import type { InspectInput } from '../api/inspection';
import { connect, removeNodes, setParams } from '../graph';
import { tensorflow } from '../kernels/tensorflow';
import { chain } from '../nodes/testing/graphs';
import { emptyProject, type Project } from '../project';
import { wordProject } from '../train/testing/projects';
import { inspect } from './inspection';

/** A chain that is run, not trained: no Output, its input typed in. */
function runOnly(shape: number[], layers: Parameters<typeof chain>[0]): Project {
  const whole = chain(layers);
  const output = whole.nodes.find(({ type }) => type === 'output');
  return { ...emptyProject, graph: setParams(removeNodes(whole, [output?.id ?? '']), 'input-1', { shape }) };
}

const look = (project: Project, input: InspectInput) => inspect({ tf: tensorflow(), project, projectPath: null, run: undefined }, input);
const numbers = (shape: number[], values: number[]): InspectInput => ({ is: 'numbers', tensors: [{ input: 'input-1', shape, values }] });

describe('an inspection', () => {
  test('shows one LSTM cell in one step: every gate, and the state that it gives', async () => {
    const project = runOnly([1, 6], [{ type: 'lstm', params: { units: 4 } }]);
    const { cells, ports } = await look(project, numbers([1, 1, 6], [3, 2, 2, 2, 2, 2]));
    const traces = Object.fromEntries((cells[0]?.traces ?? []).map(({ name, values }) => [name, values]));
    expect(Object.keys(traces).sort()).toEqual(['c', 'candidate', 'f', 'h', 'i', 'o']);
    const output = ports.find(({ node, port }) => node === 'lstm-2' && port === 'output')?.tensor;
    expect(output?.shape).toEqual([1, 4]);
    output?.values.forEach((value, unit) => {
      expect(value).toBeCloseTo(Number(traces.h?.[unit]), 6);
      // From zero state, c = i ⊙ c̃ and h = o ⊙ tanh(c).
      expect(traces.c?.[unit]).toBeCloseTo(Number(traces.i?.[unit]) * Number(traces.candidate?.[unit]), 12);
      expect(traces.h?.[unit]).toBeCloseTo(Number(traces.o?.[unit]) * Math.tanh(Number(traces.c?.[unit])), 12);
    });
  });

  test('shows a stack over a batch: every output and every state', async () => {
    const project = runOnly(
      [3, 6],
      [
        { type: 'lstm', params: { units: 4, returnSequences: true, returnState: true } },
        { type: 'lstm', params: { units: 5, returnSequences: true, returnState: true } },
      ],
    );
    const values = [1, 2, 3, 4, 3, 2, 1, 2, 1, 1, 1, 2, 1, 2, 2, 2, 2, 2, 1, 2, 3, 4, 3, 2, 3, 2, 2, 1, 1, 2, 0, 0, 0, 0, 3, 2];
    const { ports, cells } = await look(project, numbers([2, 3, 6], values));
    const shapes = Object.fromEntries(ports.map(({ node, port, tensor }) => [`${node}.${port}`, tensor.shape]));
    expect(shapes).toMatchObject({
      'lstm-3.output': [2, 3, 5],
      'lstm-3.state_h': [2, 5],
      'lstm-3.state_c': [2, 5],
      'lstm-2.output': [2, 3, 4],
    });
    expect(cells.map(({ name, steps, units }) => [name, steps, units])).toEqual([
      ['lstm-2', 3, 4],
      ['lstm-3', 3, 5],
    ]);
  });

  test('shows where an attention looks, though nothing is wired to its scores', async () => {
    const project = runOnly([3, 2], [{ type: 'lstm', params: { units: 4, returnSequences: true } }, { type: 'attention' }]);
    const graph = connect(project.graph, { node: 'lstm-2', port: 'output' }, { node: 'attention-3', port: 'value' });
    const { ports } = await look({ ...project, graph }, numbers([1, 3, 2], [1, 2, 3, 4, 5, 6]));
    const scores = ports.find(({ node, port }) => node === 'attention-3' && port === 'scores')?.tensor;
    expect(scores?.shape).toEqual([1, 3, 3]);
    const [a = 0, b = 0, c = 0] = scores?.values.map(Number) ?? [];
    expect(a + b + c).toBeCloseTo(1, 5);
  });

  test('takes samples of the project’s data, with their words', async () => {
    const { steps, target, ports, cells } = await look(wordProject(), { is: 'samples', part: 'train', index: 2, count: 1 });
    expect(steps.filter(Boolean)).toEqual(['to', 'be', 'or']);
    expect(target).toBe('not');
    expect(ports.at(-1)?.tensor.values.reduce<number>((sum, value) => sum + Number(value), 0)).toBeCloseTo(1, 5);
    expect(cells[0]?.steps).toBe(steps.length);
  });

  test.each([
    ['of the wrong shape', numbers([1, 2, 6], new Array(12).fill(0)), 'takes samples of 1 × 6, but was given 2 × 6'],
    ['of the wrong length', numbers([1, 1, 6], [1, 2]), 'was given 2 numbers, but 1 × 1 × 6 has 6'],
    ['for another Input', { is: 'numbers', tensors: [] } as InspectInput, 'Nothing was given for the Input "input-1"'],
    ['from data that is not there', { is: 'samples', part: 'train', index: 0, count: 1 } as InspectInput, 'no data to take a sample from'],
  ])('refuses an input %s', async (_, input, sentence) => {
    await expect(look(runOnly([1, 6], [{ type: 'lstm' }]), input)).rejects.toThrow(sentence);
  });

  test('holds no tensor that it did not hold before', async () => {
    const project = wordProject();
    await look(project, { is: 'samples', part: 'train', index: 0, count: 4 });
    const before = tensorflow().memory().numTensors;
    await look(project, { is: 'samples', part: 'train', index: 0, count: 4 });
    expect(tensorflow().memory().numTensors).toBe(before);
  });
});
