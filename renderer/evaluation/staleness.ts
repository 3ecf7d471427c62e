import { type Project, recipeKey } from '../../engine/project';

/** Whether a run was trained on another network or other data than the project has now; moving nodes about is no difference. */
export function hasChanged(trained: Project, now: Project): boolean {
  return JSON.stringify(whatCounts(trained)) !== JSON.stringify(whatCounts(now));
}

function whatCounts({ graph, data }: Project) {
  const nodes = graph.nodes.map(({ id, type, params, parent, bypassed }) => ({
    id,
    type,
    params: Object.entries(params).sort(),
    parent,
    bypassed,
  }));
  const edges = graph.edges.map(({ from, to }) => `${from.node}.${from.port}>${to.node}.${to.port}`);
  return { nodes: nodes.sort((a, b) => a.id.localeCompare(b.id)), edges: edges.sort(), recipe: recipeKey(data) };
}
