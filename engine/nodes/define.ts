import type { GraphNode, Params, ParamValue, TensorType } from '../graph';
import type { BuildArgs, BuiltPorts } from './build';
import type { LayerMaker } from './layer';
import type { ParamKinds, ValuesOf } from './params';
import type { Constraint } from './traits/regularisers';

export type Group = 'data' | 'embedding' | 'recurrent' | 'attention' | 'dense' | 'merge' | 'output';

/** What an input port takes. A `sequence` is [time steps, features], a `vector` [features], `indices` whole numbers. */
export type Takes = 'sequence' | 'vector' | 'indices' | 'floats' | 'any';

export interface InputPort {
  readonly id: string;
  readonly label: string;
  readonly takes: Takes;
  /** Takes several wires, as `id:0`, `id:1`, … */
  readonly many?: boolean;
  readonly optional?: boolean;
}

export interface OutputPort {
  readonly id: string;
  readonly label: string;
}

/** A weight of a layer, as Keras names it. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** False for running statistics. */
  readonly trainable?: boolean;
  /** Factors on the sum of its absolute values and of its squares, added to the loss. */
  readonly penalty?: Penalty | undefined;
  readonly constraint?: Constraint | undefined;
}

export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/** Why a node cannot work as it stands: a sentence that names the node's own terms, without its name. */
export interface Complaint {
  readonly is: 'complaint';
  /** Stable word for tests and mends. */
  readonly code: string;
  readonly text: string;
  readonly mend?: Mend;
  /** The wires themselves do not fit together: such a wire is refused while it is drawn. */
  readonly clash?: true;
}

/** A mechanical mend: parameter values to set on the node itself, or on the node wired to one of its input ports. */
export interface Mend {
  readonly label: string;
  readonly set: Params;
  readonly onSourceOf?: string;
}

export function complain(code: string, text: string, mend?: Mend): Complaint {
  return mend ? { is: 'complaint', code, text, mend } : { is: 'complaint', code, text };
}

/** A complaint about inputs that cannot go together, whatever this node's parameters are. */
export function clash(code: string, text: string): Complaint {
  return { is: 'complaint', code, text, clash: true };
}

export function isComplaint(shaped: Readonly<Record<string, TensorType>> | Complaint): shaped is Complaint {
  return shaped.is === 'complaint';
}

/** Type by port id; a port that takes several has a list. */
export interface ShapeArgs<Values = Params> {
  readonly params: Values;
  /** The only wire at port `id`. */
  readonly input: (id: string) => TensorType;
  /** Every wire at port `id`, in order; empty where nothing is wired. */
  readonly inputs: (id: string) => readonly TensorType[];
  /** What one sample of the project's data looks like, once it is known. */
  readonly data: DataSpec | undefined;
  /** The recurrent layer in this frame. */
  readonly inner: InnerLayer | undefined;
}

export interface InnerLayer {
  readonly type: NodeType;
  readonly params: Params;
  readonly name: string;
}

/** One sample of the data, as the nodes at both ends of the graph need to know it. */
export interface DataSpec {
  readonly input: TensorType;
  /** Names along the last axis of `input`, where it has any. */
  readonly columns: readonly string[];
  readonly target: TargetSpec;
}

export interface TargetSpec {
  /** What the targets are: numbers, one of several classes, or yes and no. */
  readonly is: 'values' | 'class' | 'binary';
  /** Shape of one target as the loss sees it: [classes] for classes, [horizon] or [steps, 1] for values. */
  readonly shape: readonly number[];
  /** Names along the last axis of `values`, of which an Output may take some. */
  readonly columns?: readonly string[] | undefined;
}

export interface Equation {
  /** KaTeX. */
  readonly tex: string;
  readonly label?: string;
}

export interface Help {
  /** Two to four sentences: what it does and when to take it. */
  readonly about: string;
  readonly equations: readonly Equation[];
  /** Paper or Keras file the equations come from. */
  readonly source: string;
}

/** One change of what the parameters of a type are called or mean. */
export interface ParamsMigration {
  /** The version it leads to, from the one before. */
  readonly to: number;
  /** What changes, in a few words. */
  readonly name: string;
  /** What the change is good for. */
  readonly why: string;
  /** → the parameters of a saved node in their new form; those that it leaves out have their default. */
  readonly up: (old: Params) => Params;
}

/**
 * A node type: everything the program knows of one kind of layer.
 * Palette, inspector, checks, compile and export are drawn from it; it holds no state.
 */
interface Definition<P extends ParamKinds, Values> {
  readonly type: string;
  readonly title: string;
  readonly group: Group;
  /** One sentence for the palette. */
  readonly summary: string;
  readonly params: P;
  /** How parameters of older versions are brought to these: one for every version from 2 on, in order. Every type starts with version 1. */
  readonly versions?: readonly ParamsMigration[];
  /** The two or three parameters that stand on the card. */
  readonly telling: readonly (keyof P & string)[];
  inputs(params: Values): readonly InputPort[];
  outputs(params: Values): readonly OutputPort[];
  /** This type is a frame around one node of these types. */
  readonly holds?: readonly string[];
  /** This type is a frame around any nodes and is no layer itself. */
  readonly encloses?: true;
  /** Types by output port id, from the types that arrive; or what is wrong. Ports and ranks were checked before. */
  shape(args: ShapeArgs<Values>): Readonly<Record<string, TensorType>> | Complaint;
  /** What works but is probably not meant, for a node without complaints. */
  advise?(args: ShapeArgs<Values>): readonly Complaint[];
  /** Weights in the order of Keras; none unless given. */
  weights?(args: ShapeArgs<Values>): readonly WeightSpec[];
  /** A penalty on the first output, per sample. */
  activityPenalty?(params: Values): Penalty | undefined;
  /** Floats kept for the backward pass, per sample; the outputs alone unless given. */
  activations?(args: ShapeArgs<Values>): number;
  readonly help: Help;
  /** What it computes with these parameters, where they change it; the equations of its help unless given. */
  equations?(params: Values): readonly Equation[];
  /** The layer classes that this type brings, so that an export can be read back. */
  readonly layers?: readonly LayerMaker<never>[];
  /** Adds this node's layers to a model. → symbolic tensors by output port id. */
  build(args: BuildArgs<Values>): BuiltPorts;
  /** The same out of layers that stock tfjs can load; `build` is stock already unless given. A sentence says why there is none. */
  buildStock?(args: BuildArgs<Values>): BuiltPorts | string;
}

/** Any node type; its parameters were checked against its kinds when the project was read or edited. */
export type NodeType = Definition<ParamKinds, Params>;

/** A node type that remembers the types of its parameters. */
export type Typed<P extends ParamKinds> = NodeType & { readonly params: P };

export function defineNode<const P extends ParamKinds>(definition: Definition<P, ValuesOf<P>>): Typed<P> {
  // The schema of `params` stands between outside and these methods, so the wider type is safe to call.
  return definition as unknown as Typed<P>;
}

export function defaultParams(type: NodeType): Params {
  return Object.fromEntries(Object.entries(type.params).map(([name, kind]): [string, ParamValue] => [name, kind.default]));
}

/** The newest version of a type's parameters. */
export function newestVersion({ versions = [] }: NodeType): number {
  return versions.length + 1;
}

/** The version of a node that is made with the parameters of today: to be spread into it. */
export function versionOf(type: NodeType): Pick<GraphNode, 'version'> {
  const version = newestVersion(type);
  return version > 1 ? { version } : {};
}

/** The port a wire's end refers to: `inputs:2` is the third wire at port `inputs`. */
export function basePort(port: string): string {
  const colon = port.indexOf(':');
  return colon < 0 ? port : port.slice(0, colon);
}
