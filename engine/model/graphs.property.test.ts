import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Check, check, freePort, isTrainable, refuseWire } from '../check';
import { connect, type Graph, type PortRef, wouldCycle } from '../graph';
import { createDropoutSource } from '../kernels/dropout';
import { createRandom, type Random } from '../kernels/random';
import { type Tf, tensorflow } from '../kernels/tensorflow';
import { nodeType, nodeTypes } from '../nodes';
import { flawInGraph } from '../project/read';
import { type CompiledModel, compile } from './compile';
import { createExecutor } from './execute';
import { carriedBy, pick, randomGraph } from './testing/randomGraph';

const tf = tensorflow();
const CASES = 1000;
const LARGEST_NETWORK = 30;
const SAMPLES = 2;
/** Milliseconds; it takes 25 s on two cores that do nothing else. */
const TIMEOUT = 180_000;

/** A network of each size, drawn from a seed. */
const seeds = fc.record({
  seed: fc.nat(),
  size: fc.integer({ min: 1, max: LARGEST_NETWORK }),
});

/** What every port of the model carries when it is run on random numbers, and whether some of it is masked. */
function run(graph: Graph, checked: Check, random: Random): Map<string, { shape: number[]; mask: number[] | undefined }> {
  const seed = random.below(1e6);
  const dropout = createDropoutSource(tf, seed);
  const compiled = compile({ tf, graph, checked, data: undefined, seed, dropout, head: 'predictions', flavour: 'ours' });
  tf.engine().startScope();
  try {
    for (const { name, shape, variable } of compiled.weights) expect([name, ...variable.shape]).toEqual([name, ...shape]);
    const symbols = [...compiled.symbols];
    const executor = createExecutor(
      compiled.model.inputs as never,
      symbols.map(([, symbol]) => symbol),
    );
    const inputs = compiled.model.inputs.map(({ shape: [, ...shape], dtype }) => {
      const values = Float32Array.from({ length: SAMPLES * shape.reduce<number>((product, size) => product * (size ?? 1), 1) }, () =>
        dtype === 'int32' ? random.below(2) : random.normal(),
      );
      return tf.tensor(values, [SAMPLES, ...(shape as number[])], dtype as 'int32' | 'float32');
    });
    const training = random.below(2) === 0;
    if (training) expectGradients(compiled, () => executor.run(inputs, { training }).values.map(({ value }) => value));
    const { values } = executor.run(inputs, { training });
    return new Map(values.map(({ value, mask }, i) => [symbols[i]?.[0] ?? '', { shape: value.shape, mask: mask?.shape }]));
  } finally {
    tf.engine().endScope();
    compiled.dispose();
  }
}

/** Everything that a network gives has gradients by the weights that it came from. */
function expectGradients({ weights }: CompiledModel, values: () => readonly Tf.Tensor[]): void {
  const variables = weights.filter(({ trainable }) => trainable).map(({ variable }) => variable);
  if (variables.length === 0) return;
  const { grads } = tf.variableGrads(() => {
    const numbers = values().filter(({ dtype }) => dtype === 'float32');
    // Weights themselves, since a layer may stand beside all outputs.
    return tf.addN([...numbers, ...variables].map((number): Tf.Scalar => tf.sum(number)));
  }, variables);
  for (const { name, shape } of variables) expect(grads[name]?.shape).toEqual(shape);
}

/** Runs a network and compares every port with what the check inferred. → the ports that it has, and whether they are masked. */
function expectInferred(graph: Graph, checked: Check, random: Random): { node: string; masked: boolean }[] {
  const found = run(graph, checked, random);
  expect(found.size).toBeGreaterThan(0);
  return carriedBy(checked).flatMap(({ from, type }) => {
    const port = found.get(`${from.node}.${from.port}`);
    // What leads to no Output is no part of the model.
    if (!port) return [];
    const mask = type.masked ? [SAMPLES, type.shape[0] ?? 0] : undefined;
    expect({ ...port, at: from }).toEqual({ shape: [SAMPLES, ...type.shape], mask, at: from });
    return [{ node: from.node, masked: mask !== undefined }];
  });
}

const errors = (checked: Check) => checked.problems.filter(({ severity, code }) => severity === 'error' && code !== 'no-output');

/** A wire between any output and any input, whether it makes sense or not. */
function randomWire(graph: Graph, checked: Check, random: Random): { from: PortRef; to: PortRef } | undefined {
  const from = pick(random, carriedBy(checked))?.from;
  const target = pick(random, graph.nodes);
  const port = target && pick(random, nodeType(target.type)?.inputs(target.params) ?? []);
  return from && target && port
    ? { from, to: random.below(2) === 0 ? freePort(graph, target.id, port) : { node: target.id, port: port.id } }
    : undefined;
}

describe('any network', () => {
  // tfjs warns of two Outputs at one layer.
  beforeAll(() => void vi.spyOn(console, 'warn').mockImplementation(() => undefined));

  test(
    'that has no error compiles, runs, and gives the shapes and masks that were inferred, on every wire',
    () => {
      const layers = new Map<string, number>();
      const masked = new Map<string, number>();
      let largest = 0;
      const count = (counts: Map<string, number>, type: string) => counts.set(type, (counts.get(type) ?? 0) + 1);
      fc.assert(
        fc.property(seeds, ({ seed, size }) => {
          const random = createRandom('network', seed);
          const graph = randomGraph(random, size);
          const checked = check(graph);
          expect(flawInGraph(graph)).toBeUndefined();
          expect(errors(checked)).toEqual([]);
          const ports = expectInferred(graph, checked, random);
          largest = Math.max(largest, new Set(ports.map(({ node }) => node)).size);
          for (const port of ports) {
            const type = graph.nodes.find(({ id }) => id === port.node)?.type ?? '';
            count(layers, type);
            if (port.masked) count(masked, type);
          }
        }),
        { numRuns: CASES },
      );
      expect(largest).toBeGreaterThanOrEqual(LARGEST_NETWORK);
      const rare = nodeTypes.filter(({ type }) => type !== 'output' && (layers.get(type) ?? 0) < 20);
      expect(rare.map(({ type }) => type)).toEqual([]);
      expect(masked.size).toBeGreaterThan(10);
    },
    TIMEOUT,
  );

  test(
    'refuses a wire that makes no sense, in a sentence; one that it takes leaves a network that runs or says what it lacks',
    () => {
      const counted = { refused: 0, lacking: 0, sound: 0 };
      fc.assert(
        fc.property(seeds, ({ seed, size }) => {
          const random = createRandom('wiring', seed);
          const graph = randomGraph(random, size);
          const checked = check(graph);
          const wire = randomWire(graph, checked, random);
          if (!wire) return;
          const refused = refuseWire(graph, checked, wire.from, wire.to);
          if (wouldCycle(graph, wire.from, wire.to)) expect(refused?.text).toMatch(/would close a circle/);
          if (refused) {
            expect(refused.text).toMatch(/^["A-Z].*\.$/);
            counted.refused++;
            return;
          }
          const wired = connect(graph, wire.from, wire.to);
          const after = check(wired);
          for (const { text } of errors(after)) expect(text).toMatch(/^["A-Z].*\.$/);
          // Behind it a layer may no longer get what it needs: that is a problem, not a reason to refuse the wire.
          expect(after.problems.filter(({ code, clash, node }) => code === 'cycle' || (node === wire.to.node && clash))).toEqual([]);
          counted[isTrainable(after) ? 'sound' : 'lacking']++;
          if (isTrainable(after)) expectInferred(wired, after, random);
        }),
        { numRuns: CASES },
      );
      expect(Math.min(...Object.values(counted))).toBeGreaterThan(CASES / 50);
    },
    TIMEOUT,
  );
});
