import { create } from 'zustand';
import { rename } from '../../engine/graph';
import { nodeNameSchema } from '../../engine/project';
import { currentGraph, editGraph } from '../store';

/** The layer whose name is being changed on its card. */
export const useRenaming = create<{ readonly id: string | null }>()(() => ({ id: null }));

export function startRenaming(id: string) {
  useRenaming.setState({ id });
}

export function stopRenaming() {
  useRenaming.setState({ id: null });
}

/** Renames a layer. → why it cannot have that name; undefined once it has it. */
export function renameLayer(id: string, given: string): string | undefined {
  const name = given.trim();
  const parsed = nodeNameSchema.safeParse(name);
  if (!parsed.success) return name === '' ? 'A layer needs a name.' : `The name ${parsed.error.issues[0]?.message}.`;
  const graph = currentGraph();
  if (graph.nodes.some((node) => node.name === name && node.id !== id)) return `Another layer is called "${name}".`;
  if (graph.nodes.some((node) => node.id === id && node.name === name)) return undefined;
  editGraph(`Rename to "${name}"`, (now) => rename(now, id, name));
  return undefined;
}
