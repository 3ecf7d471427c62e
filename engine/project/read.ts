import type { z } from 'zod';
import { findNode, type Graph, type GraphNode, topologicalOrder } from '../graph';
import { basePort, nodeType } from '../nodes';
import { FORMAT, type Project, projectSchema } from './project';
import { migrate } from './versions/migrate';
import { bringNodes } from './versions/nodes';
import { projectVersions } from './versions/project';

/** A document, or the sentence that says why it is none. */
export type Read = { is: 'project'; project: Project } | { is: 'refused'; text: string };

const refused = (text: string): Read => ({ is: 'refused', text });

/** Checks a document from outside wholly: form, version, parameters, wires, frames, no circle. */
export function parseProject(text: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text, refusePrototypeKeys);
  } catch (error) {
    if (error instanceof ForbiddenKey) return refused(`The project holds the key "${error.key}", which no project has: it was not opened.`);
    if (text.trim() === '') return refused('The project file is empty: it was not opened.');
    return refused(`The project is not whole JSON, as if it had been cut off (${(error as Error).message}): open an earlier copy.`);
  }
  return readProject(value);
}

/** The same for a document that is already an object, such as one from the clipboard or a message. */
export function readProject(value: unknown): Read {
  const head = value as { format?: unknown } | null;
  if (typeof head !== 'object' || head === null || head.format !== FORMAT) {
    return refused('This is not an Unroll project: its "format" is not "unroll".');
  }
  const migrated = migrate(value, projectVersions);
  if (migrated.is === 'refused') return migrated;
  const parsed = projectSchema.safeParse(migrated.value);
  if (!parsed.success) return refused(firstIssue(parsed.error, migrated.value));
  const brought = bringNodes(parsed.data.graph, nodeType);
  if (brought.is === 'refused') return brought;
  const flaw = flawInGraph(brought.graph);
  return flaw ? refused(flaw) : { is: 'project', project: { ...parsed.data, graph: brought.graph } };
}

class ForbiddenKey extends Error {
  constructor(readonly key: string) {
    super(key);
  }
}

function refusePrototypeKeys(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'constructor' || key === 'prototype') throw new ForbiddenKey(key);
  return value;
}

/** The first thing a schema found, as a sentence with its place in the document. */
export function firstIssue(error: z.ZodError, value: unknown): string {
  const issue = error.issues[0];
  if (!issue) return 'The project does not have the form of one.';
  const place = issue.path.map(String);
  if (place[0] === 'graph' && place[1] === 'nodes' && place[2] !== undefined) {
    const node = (value as { graph: { nodes: { name?: unknown }[] } }).graph.nodes[Number(place[2])];
    if (typeof node?.name === 'string') place.splice(0, 3, `node "${node.name.slice(0, 64)}"`);
  }
  return `The project was not opened: ${place.join(' › ') || 'the document'}: ${issue.message}.`;
}

/** What no schema sees: unknown types, parameters out of range, wires that lead nowhere, circles. */
export function flawInGraph(graph: Graph): string | undefined {
  const ids = new Set<string>();
  for (const node of graph.nodes) {
    const at = `The project was not opened: node "${node.name}"`;
    if (ids.has(node.id)) return `${at} has the id "${node.id}" of another node.`;
    ids.add(node.id);
    const type = nodeType(node.type);
    if (!type) return `${at} is of the type "${node.type}", which this Unroll does not know.`;
    for (const [name, kind] of Object.entries(type.params)) {
      const parsed = kind.schema.safeParse(node.params[name]);
      if (!parsed.success)
        return `${at}: ${kind.label.toLowerCase()} ${parsed.error.issues[0]?.message}, but is ${JSON.stringify(node.params[name])}.`;
    }
    const unknown = Object.keys(node.params).find((name) => !(name in type.params));
    if (unknown !== undefined) return `${at} has a parameter "${unknown}" that ${type.title} does not have.`;
  }
  return flawInFrames(graph) ?? flawInWires(graph);
}

function flawInFrames(graph: Graph): string | undefined {
  for (const node of graph.nodes) {
    if (node.parent === undefined) continue;
    const parent = findNode(graph, node.parent);
    if (!parent) return `The project was not opened: node "${node.name}" stands in "${node.parent}", which does not exist.`;
    const type = nodeType(parent.type);
    if (isInItself(graph, node)) return `The project was not opened: node "${node.name}" stands in itself, by way of "${parent.name}".`;
    if (type?.encloses) continue;
    const holds = type?.holds;
    if (!holds?.includes(node.type)) return `The project was not opened: node "${node.name}" cannot stand in "${parent.name}".`;
    if (graph.nodes.some((other) => other.parent === parent.id && other.id !== node.id)) {
      return `The project was not opened: "${parent.name}" holds more than one layer.`;
    }
  }
  return undefined;
}

/** Whether the frames around a node run in a circle. */
function isInItself(graph: Graph, node: GraphNode): boolean {
  const seen = new Set<string>();
  let outer: GraphNode | undefined = node;
  while (outer?.parent !== undefined && !seen.has(outer.id)) {
    seen.add(outer.id);
    outer = findNode(graph, outer.parent);
  }
  return outer !== undefined && seen.has(outer.id);
}

function flawInWires(graph: Graph): string | undefined {
  const taken = new Set<string>();
  for (const { from, to } of graph.edges) {
    const wire = `The project was not opened: the wire from ${from.node}.${from.port} to ${to.node}.${to.port}`;
    const source = findNode(graph, from.node);
    const target = findNode(graph, to.node);
    if (!source || !target) return `${wire} hangs: there is no node "${source ? to.node : from.node}".`;
    if (
      !nodeType(source.type)
        ?.outputs(source.params)
        .some((port) => port.id === from.port)
    ) {
      return `${wire} hangs: "${source.name}" has no output "${from.port}".`;
    }
    const port = nodeType(target.type)
      ?.inputs(target.params)
      .find((input) => input.id === basePort(to.port));
    const named = port && (port.many ? /^[^:]+:\d{1,4}$/.test(to.port) : to.port === port.id);
    if (!named) return `${wire} hangs: "${target.name}" has no input "${to.port}".`;
    const key = `${to.node} ${to.port}`;
    if (taken.has(key)) return `${wire} is the second wire at its input, which takes one.`;
    taken.add(key);
  }
  const order = topologicalOrder(graph);
  if (order.is === 'ordered') return undefined;
  const names = order.nodes.map((id) => `"${findNode(graph, id)?.name}"`).join(', ');
  return `The project was not opened: its wires run in a circle through ${names}.`;
}
