/** What a parameter of a node holds: plain JSON. */
export type ParamValue = number | string | boolean | null | readonly ParamValue[];
export type Params = Readonly<Record<string, ParamValue>>;

export interface Position {
  x: number;
  y: number;
}

/** One card on the canvas. */
export interface GraphNode {
  /** Unique in the graph and never changed: wires refer to it. */
  readonly id: string;
  /** Name of a node type in `engine/nodes`. */
  readonly type: string;
  /** What its parameters mean can change with the versions of its type; not said where it is the first. */
  readonly version?: number;
  /** Unique in the graph, changed by the user; the layer's name in the model and in exports. */
  readonly name: string;
  readonly params: Params;
  /** Top left corner in canvas pixels; inside a frame, relative to the frame. */
  readonly position: Position;
  /** The frame or group this node stands in. */
  readonly parent?: string;
  /** A bypassed node passes its first input on unchanged. */
  readonly bypassed?: boolean;
}

/** One end of a wire. A port that takes several wires has ids `name:0`, `name:1`, … */
export interface PortRef {
  readonly node: string;
  readonly port: string;
}

export interface Edge {
  readonly from: PortRef;
  readonly to: PortRef;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly Edge[];
}

/** What a wire carries, without the batch axis. */
export interface TensorType {
  /** Sizes without the batch axis: [time steps, features] for a sequence, [features] for a vector, [] for a scalar. */
  readonly shape: readonly number[];
  /** `index` holds whole numbers from 0, such as word indices. */
  readonly dtype: 'float' | 'index';
  /** With `index`: how many different values there are, padding included. */
  readonly vocabulary?: number;
  /** Some time steps are padding that later layers skip. */
  readonly masked?: boolean;
  /** The activation whose output this is, where the layer ends in one: a loss works on what stood before it. */
  readonly activation?: string;
}

/** What a layer gives that hands on which time steps of its input are padding: to be spread into the type of its output. */
export function maskOf({ masked }: TensorType): Pick<TensorType, 'masked'> {
  return masked ? { masked } : {};
}

export const emptyGraph: Graph = { nodes: [], edges: [] };

export function samePort(a: PortRef, b: PortRef): boolean {
  return a.node === b.node && a.port === b.port;
}

/** A stable text for a wire, unique in its graph, since a port takes one wire. */
export function edgeId(edge: Edge): string {
  return `${edge.from.node}.${edge.from.port}>${edge.to.node}.${edge.to.port}`;
}

export function findNode(graph: Graph, id: string): GraphNode | undefined {
  return graph.nodes.find((node) => node.id === id);
}

export function childrenOf(graph: Graph, id: string): readonly GraphNode[] {
  return graph.nodes.filter((node) => node.parent === id);
}

/** `12 × 64`, as it stands on wires; a scalar is `1`. */
export function formatShape(shape: readonly number[]): string {
  return shape.length === 0 ? '1' : shape.join(' × ');
}
