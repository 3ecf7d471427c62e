import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import type { RunSummary } from '../../engine/api';
import { type GraphNode, topologicalOrder } from '../../engine/graph';
import { nodeType } from '../../engine/nodes';
import type { Project } from '../../engine/project';
import { useHistory } from '../runs/histories';
import { runKey } from '../runs/runKey';
import { chosenRun, runsPath, useData, useDocument, useProject, useRuns, useSelection } from '../store';
import { useLook, type View } from './look';

/** The network that is looked into: that of the chosen run, or the one on the canvas with fresh weights. */
export interface Network {
  readonly project: Project;
  readonly projectPath: string | null;
  readonly run: RunSummary | undefined;
  /** Changes whenever an answer of the engine about it would. */
  readonly key: string;
}

/** The view that was chosen; a project without data is there to be run. */
export function useView(): View {
  const chosen = useLook((look) => look.view);
  const hasData = useProject().data.is !== 'none';
  return chosen ?? (hasData ? 'inside' : 'run');
}

/** Milliseconds of quiet before an edited network is run again. */
const QUIET = 400;

export function useNetwork(): Network | undefined {
  const run = useRuns(chosenRun);
  const history = useHistory(run);
  const projectPath = useDocument(({ document }) => (document ? runsPath(document) : null));
  const [open] = useDebouncedValue(useProject(), QUIET);
  const trained = history?.is === 'ready' ? history.value.project : undefined;
  const project = run ? trained : open;
  const changes = useData(({ readings }) => readings.changes);
  return useMemo(() => {
    if (!project) return undefined;
    const key = run ? `${runKey(projectPath, run)} ${changes}` : untrainedKey(project, changes);
    return { project, projectPath, run, key };
  }, [project, projectPath, run, changes]);
}

/** The network on the canvas with fresh weights, as it is run by hand. */
export function useUntrained({ project, projectPath }: Network): Network {
  const changes = useData(({ readings }) => readings.changes);
  return useMemo(() => ({ project, projectPath, run: undefined, key: untrainedKey(project, changes) }), [project, projectPath, changes]);
}

/** changes: how often the data turned out to be others. */
function untrainedKey({ graph, data, seed }: Project, changes: number): string {
  return JSON.stringify([graph, data, seed, changes]);
}

/** Layers in the order the data pass them; what stands in the frame of a recurrent layer is seen through it. */
export function layersOf({ graph }: Project): GraphNode[] {
  const order = topologicalOrder(graph);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const ids = order.is === 'ordered' ? order.nodes : [...byId.keys()];
  const isWrapped = ({ parent }: GraphNode) => nodeType(byId.get(parent ?? '')?.type ?? '')?.group === 'recurrent';
  return ids.flatMap((id) => {
    const node = byId.get(id);
    return node && node.type !== 'output' && node.type !== 'group' && !isWrapped(node) ? [node] : [];
  });
}

export const isRecurrent = (node: GraphNode) => nodeType(node.type)?.group === 'recurrent';

/** The layer that is looked at: the one chosen here, the one selected on the canvas, or the first that `usual` takes. */
export function useLayer(layers: readonly GraphNode[], usual: (node: GraphNode) => boolean): GraphNode | undefined {
  const chosen = useLook((look) => look.node);
  const selected = useSelection(({ nodes }) => (nodes.size === 1 ? [...nodes][0] : undefined));
  const named = (id: string | null | undefined) => layers.find((layer) => layer.id === id);
  return named(chosen) ?? named(selected) ?? layers.find(usual) ?? layers[0];
}
