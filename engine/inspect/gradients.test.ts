import { describe, expect, test } from 'vitest';
import { check } from '../check';
import { openDataset } from '../data/open';
import { createDropoutSource } from '../kernels/dropout';
import { tensorflow } from '../kernels/tensorflow';
import { compile } from '../model/compile';
import { readWeights } from '../model/weights';
import { chain } from '../nodes/testing/graphs';
import { type CellName, type RecurrentValues, recurrentArgs } from '../nodes/traits/recurrent';
import { defaultTraining, emptyProject, type Project } from '../project';
import { samplesFolder } from '../project/resources';
import { type PlainWeights, traceCell } from './cells';
import { inspectGradients } from './gradients';

const tf = tensorflow();
const STEPS = 6;
const SAMPLES = 3;
const data = { is: 'task', kind: 'adding', length: STEPS, samples: 20, seed: 1, split: { train: 0.8, validation: 0.1 } } as const;
const last = { type: 'dense', params: { units: 1 } };
const project = (layers: Parameters<typeof chain>[0]): Project => ({ ...emptyProject, graph: chain([...layers, last]), data, seed: 4 });
const look = (given: Project, count = SAMPLES) =>
  inspectGradients({ tf, project: given, projectPath: null, run: undefined }, { part: 'train', index: 2, count });

/** Weights of a project's network as plain numbers, and the samples it is looked at with. */
async function numbersOf({ graph, seed }: Project) {
  const dataset = await openDataset(tf, data, { projectPath: null, samplesFolder: samplesFolder() });
  const checked = check(graph, { data: dataset.spec });
  const dropout = createDropoutSource(tf, seed);
  const compiled = compile({ tf, graph, checked, data: dataset.spec, seed, dropout, head: 'logits', flavour: 'ours' });
  const { inputs, targets } = dataset.gather('train', Int32Array.of(2, 3, 4));
  const [x, y] = [inputs.arraySync() as number[][][], targets.arraySync() as number[][]];
  const weights: PlainWeights = Object.fromEntries(readWeights(compiled.weights).map(({ name, ...weight }) => [name, weight]));
  tf.dispose([inputs, targets]);
  compiled.dispose();
  dataset.dispose();
  return { samples: x.map((rows, i) => ({ rows: rows.map((row) => Float64Array.from(row)), target: y[i]?.[0] ?? 0 })), weights };
}

const CELLS = ['lstm', 'gru', 'simpleRnn'] as const;

describe('the gradient of the loss by a state', () => {
  test.each(CELLS.flatMap((cell) => [false, true].map((goBackwards) => [cell, goBackwards] as const)))(
    'of %s (backwards: %s) is that of finite differences at every time step',
    async (cell, goBackwards) => {
      const params = { units: 3, goBackwards };
      const given = project([{ type: cell, params }]);
      const { samples, weights } = await numbersOf(given);
      const { layers, loss } = await look(given);
      expect(layers).toHaveLength(1);
      const own = Object.fromEntries(
        Object.entries(weights).flatMap(([name, weight]) => (name.startsWith(`${cell}-2/`) ? [[name.slice(cell.length + 3), weight]] : [])),
      );
      const args = recurrentArgs(
        cell satisfies CellName,
        { name: cell, initialiser: (name) => ({ name, apply: () => undefined as never }) },
        given.graph.nodes[1]?.params as unknown as RecurrentValues,
      );
      const head = (h: Float64Array) =>
        h.reduce(
          (sum, value, unit) => sum + value * Number(weights['dense-3/kernel']?.values[unit]),
          Number(weights['dense-3/bias']?.values[0]),
        );
      /** The sample's loss when `by` is added to one number of a state after step `t`. */
      const lossWith = ({ rows, target }: (typeof samples)[number], t: number, state: 'h' | 'c', unit: number, by: number) => {
        const read = goBackwards ? [...rows].reverse() : rows;
        const at = (upTo: Float64Array[], name: string) => upTo[t] ?? new Float64Array(name.length);
        const before = new Map(traceCell(args, own, read.slice(0, t + 1)).map(({ name, values }) => [name, [...values]]));
        const moved = (name: 'h' | 'c') =>
          at(before.get(name) ?? [], 'abc').map((value, i) => (name === state && i === unit ? value + by : value));
        const rest = read.slice(t + 1);
        const after = rest.length === 0 ? undefined : traceCell(args, own, rest, { h: moved('h'), c: moved('c') });
        const h = after?.find(({ name }) => name === 'h')?.values.at(-1) ?? moved('h');
        return (head(h) - target) ** 2;
      };
      const norms = (state: 'h' | 'c') => {
        const byStep = Array.from({ length: STEPS }, (_, t) => {
          const ofSample = samples.map((sample) => {
            const epsilon = 1e-5;
            const slopes = [0, 1, 2].map(
              (unit) => (lossWith(sample, t, state, unit, epsilon) - lossWith(sample, t, state, unit, -epsilon)) / (2 * epsilon),
            );
            return Math.hypot(...slopes);
          });
          return ofSample.reduce((sum, norm) => sum + norm, 0) / samples.length;
        });
        return goBackwards ? byStep.reverse() : byStep;
      };
      const [layer] = layers;
      norms('h').forEach((norm, t) => {
        expect(Number(layer?.norms[t]) / norm).toBeCloseTo(1, 3);
      });
      if (cell === 'lstm') {
        // What the last step hands on nobody takes.
        const handed = norms('c');
        handed.forEach((norm, t) => {
          expect(Number(layer?.cellNorms?.[t])).toBeCloseTo(norm, 4);
        });
        expect(Math.max(...handed)).toBeGreaterThan(0.01);
      } else expect(layer?.cellNorms).toBeNull();
      expect(layer).toMatchObject({ direction: goBackwards ? 'backward' : 'forward', units: 3 });
      const byHand = samples.reduce((sum, sample) => sum + lossWith(sample, 0, 'h', 0, 0), 0) / samples.length;
      expect(loss).toBeCloseTo(byHand, 5);
    },
  );

  test('is shown of every layer that leads to an Output, and of both directions', async () => {
    const both = { type: 'bidirectional', inner: { type: 'gru', params: { units: 4, returnSequences: true } } };
    const { layers, samples } = await look(project([both, { type: 'lstm', params: { units: 5 } }]), 100);
    expect(layers.map(({ direction, units, norms }) => [direction, units, norms.length])).toEqual([
      ['forward', 4, STEPS],
      ['backward', 4, STEPS],
      ['forward', 5, STEPS],
    ]);
    expect(layers.flatMap(({ norms }) => norms).every((norm) => Number(norm) > 0)).toBe(true);
    expect(samples).toBe(14);
  });

  test('is the same looked at twice, and leaves no tensor behind', async () => {
    const given = project([{ type: 'lstm', params: { units: 3, stateful: true } }]);
    const first = await look(given);
    const before = tf.memory().numTensors;
    expect(await look(given)).toEqual(first);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('clipping', () => {
  const clip = { value: null, norm: null, globalNorm: 1e-3 };
  const steep = project([{ type: 'simpleRnn', params: { units: 8 } }]);
  const scaled: Project = { ...steep, training: { ...defaultTraining, clip } };

  test('leaves of the gradient by a layer’s weights what each rule allows', async () => {
    const [layer] = (await look(scaled)).layers;
    const left = Object.fromEntries((layer?.clipped ?? []).map(({ by, norm }) => [by, Number(norm)]));
    expect(Object.keys(left)).toEqual(['none', 'norm', 'value', 'project']);
    expect(left.none).toBe(layer?.gradientNorm);
    expect(left.none).toBeGreaterThan(0.01);
    // A layer of three weights has each of them at norm 1 at most.
    expect(left.norm).toBeLessThanOrEqual(Math.sqrt(3) + 1e-6);
    expect(left.value).toBeLessThanOrEqual(Number(left.none) + 1e-6);
    expect(left.project).toBeLessThanOrEqual(1e-3);
    expect(left.project).toBeGreaterThan(0);
  });

  test('changes nothing where the project clips nothing', async () => {
    const [layer] = (await look(steep)).layers;
    expect(layer?.clipped.at(-1)).toEqual({ by: 'project', limit: null, norm: layer?.gradientNorm });
  });
});

test.each([
  ['without data', { ...project([{ type: 'lstm' }]), data: { is: 'none' } } as Project, 'Gradients need samples with targets'],
  ['of a network that does not fit its data', { ...project([]), graph: chain([{ type: 'lstm' }]) }, 'targets of 1'],
])('gradients %s are refused', async (_, given, sentence) => {
  await expect(look(given)).rejects.toThrow(sentence);
});
