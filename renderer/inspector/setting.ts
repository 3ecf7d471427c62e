import { findNode, type GraphNode, type ParamValue, setParams } from '../../engine/graph';
import type { ParamKind } from '../../engine/nodes';
import { announce } from '../notices';
import { currentGraph, type EditOptions, editGraph } from '../store';

/** Sets one parameter, if its schema lets it. → the schema's sentence where it does not; the old value stays then. */
export function setParam(node: GraphNode, name: string, kind: ParamKind, value: ParamValue, options?: EditOptions): string | undefined {
  const parsed = kind.schema.safeParse(value);
  if (!parsed.success) {
    const sentence = `${kind.label} ${parsed.error.issues[0]?.message ?? 'cannot have this value'}.`;
    announce(sentence);
    return sentence;
  }
  const old = findNode(currentGraph(), node.id)?.params[name];
  if (JSON.stringify(old) === JSON.stringify(value)) return undefined;
  editGraph(`Set ${kind.label.toLowerCase()} of "${node.name}"`, (graph) => setParams(graph, node.id, { [name]: value }), options);
  return undefined;
}
