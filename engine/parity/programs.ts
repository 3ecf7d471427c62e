import { openDataset } from '../data/open';
import type { GraphNode } from '../graph';
import { findTemplates } from '../host/templates';
import type { TensorFlow } from '../kernels/tensorflow';
import { defaultParams, nodeType } from '../nodes';
import { output } from '../nodes/output';
import { OPTIMISERS, type Project } from '../project';
import { readProjectFile } from '../project/file';
import { samplesFolder } from '../project/resources';
import type { ParityCase } from './request';

/** RMSprop at a rate at which no network here is so unsteady that rounding would show. */
const COMPARED = [OPTIMISERS.sgd, OPTIMISERS.adam, { ...OPTIMISERS.rmsprop, learningRate: 0.0003 }];

/** Every template as a case: its own graph, and samples of the form its own data have, or the numbers typed into it. */
export async function programCases(tf: TensorFlow): Promise<ParityCase[]> {
  return Promise.all(
    (await findTemplates()).map(async ({ id, file }) => {
      const read = await readProjectFile(file);
      if (read.is === 'refused') throw new Error(read.text);
      const { project } = read;
      if (project.data.is === 'none') return typedCase(id, project);
      const dataset = await openDataset(tf, project.data, { projectPath: file, samplesFolder: samplesFolder() });
      const { spec } = dataset;
      dataset.dispose();
      return {
        name: id,
        graph: project.graph,
        data: spec,
        seed: 11,
        optimisers: COMPARED,
      };
    }),
  );
}

/** A network that is run and not trained: what every port of its layers gives for exactly the numbers typed in. */
function typedCase(name: string, { graph, inputs = [] }: Project): ParityCase {
  const layers = graph.nodes.filter(({ type }) => type !== 'output');
  const ports = layers.flatMap((node) => (nodeType(node.type)?.outputs(node.params) ?? []).map((port) => ({ node, port })));
  const ends = ports
    .filter(({ node }) => node.type !== 'input')
    .map(({ node, port }) => {
      const id = `${node.id}-${port.id}`;
      const end: GraphNode = { id, type: 'output', name: id, params: defaultParams(output), position: { x: 0, y: 0 } };
      return { end, edge: { from: { node: node.id, port: port.id }, to: { node: id, port: 'prediction' } } };
    });
  const kept = graph.edges.filter(({ to }) => layers.some(({ id }) => id === to.node));
  return {
    name,
    graph: { nodes: [...layers, ...ends.map(({ end }) => end)], edges: [...kept, ...ends.map(({ edge }) => edge)] },
    data: undefined,
    inputs: inputs.map(({ shape, values }) => ({ shape, values, dtype: 'float32' })),
    seed: 11,
    optimisers: COMPARED,
  };
}
