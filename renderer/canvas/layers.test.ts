import { expect, test } from 'vitest';
import { check } from '../../engine/check';
import { connect, findNode, type Graph } from '../../engine/graph';
import { flawInGraph } from '../../engine/project';
import { addLayer, fittingTypes, frameAt, freePlace, setInFrame, spliceLayer, takeOutOfFrame, wireToEnd } from './layers';
import { GAP, PLACE_IN_FRAME, sizeOf } from './measures';
import { chain, node, wire } from './testGraphs';

const wires = (graph: Graph) => graph.edges.map(({ from, to }) => `${from.node}.${from.port}>${to.node}.${to.port}`);

test('a layer gets a name of its own and the defaults of its type', () => {
  const { graph, id } = addLayer(chain(), 'lstm', { x: 5, y: 6 });
  expect(id).toBe('lstm-2');
  expect(findNode(graph, id)).toMatchObject({ name: 'lstm-2', params: { units: 64 }, position: { x: 5, y: 6 } });
});

test('an embedding has room for the vocabulary of the data', () => {
  const data = {
    input: { shape: [9], dtype: 'index' as const, vocabulary: 27 },
    columns: [],
    target: { is: 'class' as const, shape: [27] },
  };
  const { graph, id } = addLayer(chain(), 'embedding', { x: 0, y: 0 }, { data });
  expect(findNode(graph, id)?.params.vocabulary).toBe(27);
});

test('a frame comes with an LSTM in it', () => {
  const { graph, id } = addLayer(chain(), 'bidirectional', { x: 0, y: 300 });
  expect(graph.nodes.filter((one) => one.parent === id)).toMatchObject([{ type: 'lstm', position: PLACE_IN_FRAME }]);
  expect(flawInGraph(graph)).toBeUndefined();
});

test('a new layer stands clear of all others', () => {
  const graph = chain();
  const size = { width: 188, height: 136 };
  expect(freePlace(graph, { x: 0, y: 400 }, size)).toEqual({ x: 0, y: 400 });
  const place = freePlace(graph, { x: 290, y: 10 }, size);
  expect(place.x).toBe(290);
  expect(place.y).toBeGreaterThan(sizeOf(graph, graph.nodes[1] ?? node('x', 'lstm')).height);
});

test('a layer is wired to an open output by the first input that takes it', () => {
  const { graph, id } = addLayer(chain(), 'gru', { x: 0, y: 300 });
  const wired = wireToEnd(graph, id, { is: 'output', port: { node: 'in', port: 'output' } }, {});
  expect(wires(wired)).toContain('in.output>gru-1.sequence');
});

test('a layer that takes no such shape is not wired', () => {
  const { graph, id } = addLayer(chain(), 'gru', { x: 0, y: 300 });
  expect(wireToEnd(graph, id, { is: 'output', port: { node: 'lstm-1', port: 'output' } }, {})).toBe(graph);
});

test('only layers that take a vector are offered for one', () => {
  const types = ['input', 'embedding', 'lstm', 'dense', 'dropout', 'output'];
  expect(fittingTypes(chain(), { is: 'output', port: { node: 'lstm-1', port: 'output' } }, types, {})).toEqual([
    'dense',
    'dropout',
    'output',
  ]);
});

test('an open input is offered the layers that feed it', () => {
  const graph = { ...chain(), edges: chain().edges.slice(1) };
  const types = ['input', 'embedding', 'dense', 'output'];
  expect(fittingTypes(graph, { is: 'input', port: { node: 'lstm-1', port: 'sequence' } }, types, {})).toEqual([
    'input',
    'embedding',
    'dense',
  ]);
});

test('a layer is put into a wire', () => {
  const graph = chain();
  const added = addLayer(graph, 'dropout', { x: 500, y: 400 });
  const spliced = spliceLayer(added.graph, added.id, wire('lstm-1.output', 'dense-1.input'), {});
  expect(spliced && wires(spliced)).toEqual(
    expect.arrayContaining(['lstm-1.output>dropout-1.input', 'dropout-1.output>dense-1.input', 'in.output>lstm-1.sequence']),
  );
  expect(spliced?.edges).toHaveLength(4);
});

test('a layer is not put into a wire where it does not fit', () => {
  const added = addLayer(chain(), 'gru', { x: 500, y: 400 });
  expect(spliceLayer(added.graph, added.id, wire('lstm-1.output', 'dense-1.input'), {})).toBeUndefined();
});

test('what follows in the row makes room for a layer that is put between', () => {
  const added = addLayer(chain(), 'dropout', { x: 470, y: 10 });
  const spliced = spliceLayer(added.graph, added.id, wire('lstm-1.output', 'dense-1.input'), {});
  const at = (id: string) => spliced && findNode(spliced, id)?.position;
  expect(at('dropout-1')).toEqual({ x: 560, y: 0 });
  expect(at('dense-1')).toEqual({ x: 560 + 188 + GAP.beside, y: 0 });
  expect(at('out')).toEqual({ x: 840 + 188 + GAP.beside, y: 0 });
  expect(at('lstm-1')).toEqual({ x: 280, y: 0 });
});

test('a layer set into a frame hands its wires to it', () => {
  const { graph: framed, id: frame } = addLayer(chain(), 'bidirectional', { x: 280, y: 300 });
  const set = setInFrame(framed, 'lstm-1', frame);
  expect(wires(set)).toEqual(expect.arrayContaining([`in.output>${frame}.sequence`, `${frame}.output>dense-1.input`]));
  expect(set.nodes.filter((one) => one.parent === frame).map((one) => one.id)).toEqual(['lstm-1']);
  expect(flawInGraph(set)).toBeUndefined();
  expect(check(set).problems.filter((problem) => problem.severity === 'error')).toEqual([]);
});

test('wires that a frame has already stay as they are', () => {
  const { graph, id: frame } = addLayer(chain(), 'bidirectional', { x: 280, y: 300 });
  const other = addLayer(graph, 'input', { x: 0, y: 300 });
  const wired = connect(other.graph, { node: other.id, port: 'output' }, { node: frame, port: 'sequence' });
  expect(wires(setInFrame(wired, 'lstm-1', frame))).toContain(`${other.id}.output>${frame}.sequence`);
});

test('a layer taken out of its frame stands where it was left', () => {
  const { graph, id: frame } = addLayer(chain(), 'bidirectional', { x: 280, y: 300 });
  const [inner] = graph.nodes.filter((one) => one.parent === frame);
  const out = takeOutOfFrame(graph, inner?.id ?? '', { x: 7, y: 8 });
  expect(findNode(out, inner?.id ?? '')).toMatchObject({ position: { x: 7, y: 8 } });
  expect(findNode(out, inner?.id ?? '')?.parent).toBeUndefined();
  expect(flawInGraph(out)).toBeUndefined();
});

test('only frames that can hold a layer are found under it', () => {
  const { graph, id: frame } = addLayer(chain(), 'bidirectional', { x: 280, y: 300 });
  const at = { x: 350, y: 380 };
  expect(frameAt(graph, node('gru-9', 'gru'), at)).toBe(frame);
  expect(frameAt(graph, node('dense-9', 'dense'), at)).toBeUndefined();
  expect(frameAt(graph, node('gru-9', 'gru'), { x: 0, y: 0 })).toBeUndefined();
});
