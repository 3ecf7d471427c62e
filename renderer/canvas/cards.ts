import { create } from 'zustand';
import { findNode, type Graph, type GraphNode, innerNode, withDescendants } from '../../engine/graph';
import { nodeType } from '../../engine/nodes';
import { currentGraph, latest, useCheck, useData } from '../store';
import { type CardArgs, countParameters, type Footer, footerOf, formatCount, frameFooter, type Row, rowsOf } from './cardFacts';
import { isFolded, isFramed, isGroup, layersIn } from './groups';
import { type DrawnPort, drawnInputs, drawnOutputs } from './ports';

/** What every card shows, worked out once for an edit and shared by all that draw it. */
export interface CardView {
  readonly inputs: readonly DrawnPort[];
  readonly outputs: readonly DrawnPort[];
  /** It stands in a wrapper's frame, which is wired in its stead. */
  readonly framed: boolean;
  readonly rows: readonly Row[];
  readonly footer: Footer;
  /** Of a frame: what it does with both directions, its parameters, and whether a layer stands in it. */
  readonly frame: { readonly merge: string; readonly count: string; readonly holds: string | null } | null;
  readonly group: GroupView | null;
  /** Its number among the layers with weights that training moves; null for one without. */
  readonly learns: number | null;
}

/** A group: what stands in it, in all, and whether wires lead into it and out of it. */
interface GroupView {
  readonly folded: boolean;
  readonly footer: Footer;
  readonly reads: boolean;
  readonly feeds: boolean;
}

export const useCards = create<{ readonly views: ReadonlyMap<string, CardView> }>()(() => ({ views: new Map() }));

export function describeCards(graph: Graph, args: Omit<CardArgs, 'node'>): ReadonlyMap<string, CardView> {
  return new Map(
    graph.nodes.map((node, place): [string, CardView] => {
      const found = args.checked.nodes.get(node.id);
      const framed = isFramed(graph, node);
      const inFrame = framed ? args.checked.nodes.get(node.parent ?? '') : undefined;
      const holds = nodeType(node.type)?.holds ? (innerNode(graph, node.id)?.name ?? null) : null;
      // A layer in a frame is counted with the frame: half of it where there are two directions.
      const directions = findNode(graph, node.parent ?? '')?.type === 'bidirectional' ? 2 : 1;
      const share = inFrame && inFrame.parameters > 0 ? `${formatCount(inFrame.parameters / directions)} parameters` : 'in a frame';
      return [
        node.id,
        {
          inputs: drawnInputs(graph, node),
          outputs: drawnOutputs(graph, node),
          framed,
          rows: rowsOf({ ...args, node }),
          footer: !framed ? footerOf({ ...args, node }) : { tone: 'plain', text: share },
          frame: nodeType(node.type)?.holds ? { merge: frameFooter(node), count: formatCount(found?.parameters ?? 0), holds } : null,
          group: isGroup(node) ? describeGroup(graph, node, args) : null,
          learns: (found?.parameters ?? inFrame?.parameters ?? 0) > 0 ? place : null,
        },
      ];
    }),
  );
}

function describeGroup(graph: Graph, group: GraphNode, { checked, problems }: Omit<CardArgs, 'node'>): GroupView {
  const inside = withDescendants(graph, [group.id]);
  const layers = layersIn(graph, group.id);
  const parameters = layers.reduce((sum, { id }) => sum + (checked.nodes.get(id)?.parameters ?? 0), 0);
  const problem = problems.find(({ node }) => node !== undefined && inside.has(node));
  const count = `${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}`;
  const folded = isFolded(group);
  const plain: Footer = { tone: 'plain', text: `${count}, ${countParameters(parameters)}` };
  return {
    folded,
    footer: folded && problem ? { tone: problem.severity, text: problem.text, title: problem.text } : plain,
    reads: graph.edges.some(({ from, to }) => inside.has(to.node) && !inside.has(from.node)),
    feeds: graph.edges.some(({ from, to }) => inside.has(from.node) && !inside.has(to.node)),
  };
}

function redescribe() {
  const graph = currentGraph();
  const { checked, problems } = useCheck.getState();
  const { spec, prepared } = useData.getState();
  const now = describeCards(graph, { checked, problems, data: spec, samples: latest(prepared)?.samples.train ?? null });
  const { views: before } = useCards.getState();
  useCards.setState({
    views: new Map(
      [...now].map(([id, view]): [string, CardView] => {
        const old = before.get(id);
        return [id, old && JSON.stringify(old) === JSON.stringify(view) ? old : view];
      }),
    ),
  });
}

/** Follows the check, which follows every edit that a card could show, and the data. → stops doing so. */
export function watchCards(): () => void {
  redescribe();
  const stops = [
    useCheck.subscribe(redescribe),
    useData.subscribe(({ prepared }, before) => {
      if (latest(prepared)?.samples !== latest(before.prepared)?.samples) redescribe();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
