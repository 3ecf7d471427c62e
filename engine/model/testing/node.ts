import type { TensorType } from '../../graph';
import { createDropoutSource } from '../../kernels/dropout';
import { bestRunner } from '../../kernels/fused/runner';
import { createInitialiser } from '../../kernels/initialisers';
import { createLayerFactory } from '../../kernels/layers';
import { type Tf, tensorflow } from '../../kernels/tensorflow';
import { isComplaint, type NodeType } from '../../nodes';
import type { BuiltPorts, Layer, SymbolicTensor } from '../../nodes/build';
import type { Update } from '../../nodes/layer';
import { shapeArgs } from '../../nodes/testing/arguments';

export interface Called {
  /** By output port, batch first. */
  readonly ports: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: readonly number[] }>>;
  /** Of the first output, [batch, time]. */
  readonly mask: readonly number[] | undefined;
  /** What the layer would remember. */
  readonly updates: readonly (readonly number[])[];
}

type Given = NonNullable<Parameters<typeof shapeArgs>[1]>;

/** A node's only layer, fresh, for tests. */
export function layerOf(type: NodeType, given: Given): Layer {
  return (Object.values(buildNode(type, given))[0] as SymbolicTensor).sourceLayer;
}

/** The same called on numbers. `values` and `masks` stand in the order of the wires. */
export function callNode(
  type: NodeType,
  given: Given,
  values: readonly (readonly number[])[],
  { training = false, masks = [] }: { training?: boolean; masks?: readonly (readonly number[] | undefined)[] } = {},
): Called {
  const tf = tensorflow();
  const built = buildNode(type, given);
  tf.engine().startScope();
  try {
    const tensors = arriving(type, given).map(({ input }, i) => {
      const size = input.shape.reduce((product, axis) => product * axis, 1);
      const flat = values[i] ?? [];
      return tf.tensor([...flat], [flat.length / size, ...input.shape], input.dtype === 'index' ? 'int32' : 'float32');
    });
    const masked = tensors.map((tensor, i) => {
      const mask = masks[i];
      return mask ? tf.tensor([...mask], [tensor.shape[0] ?? 1, mask.length / (tensor.shape[0] ?? 1)], 'bool') : undefined;
    });
    const layer = (Object.values(built)[0] as SymbolicTensor).sourceLayer;
    const updates: Update[] = [];
    const input = tensors.length === 1 ? (tensors[0] as Tf.Tensor) : tensors;
    const mask = masked.some(Boolean) ? (tensors.length === 1 ? masked[0] : masked) : undefined;
    const results = [layer.call(input, { training, updates, ...(mask ? { mask } : {}) })].flat();
    const leaving = layer.supportsMasking ? [layer.computeMask(input, mask as Tf.Tensor)].flat()[0] : undefined;
    const ports = Object.keys(built).map((port, i): [string, Called['ports'][string]] => {
      const { shape, values: numbers } = read(results[i]);
      return [port, { shape, values: numbers }];
    });
    return {
      ports: Object.fromEntries(ports),
      mask: leaving ? read(leaving).values : undefined,
      updates: updates.map(({ value }) => read(value).values),
    };
  } finally {
    tf.engine().endScope();
  }
}

function read(tensor: Tf.Tensor | undefined): { shape: number[]; values: number[] } {
  return { shape: tensor?.shape ?? [], values: Array.from(tensor?.dataSync() ?? []) };
}

function arriving(type: NodeType, given: Given): { id: string; input: TensorType }[] {
  const args = shapeArgs(type, given);
  return type.inputs(args.params).flatMap(({ id }) => args.inputs(id).map((input) => ({ id, input })));
}

function buildNode(type: NodeType, given: Given): BuiltPorts {
  const tf = tensorflow();
  const args = shapeArgs(type, given);
  const shaped = type.shape(args);
  if (isComplaint(shaped)) throw new Error(shaped.text);
  const symbols = arriving(type, given).map(({ id, input }) => {
    const symbol = tf.input({ shape: [...input.shape], dtype: input.dtype === 'index' ? 'int32' : 'float32' });
    return { id, symbol };
  });
  const symbolsAt = (id: string) => symbols.filter((one) => one.id === id).map(({ symbol }) => symbol);
  return type.build({
    tf,
    layers: createLayerFactory(tf, createDropoutSource(tf, 5), bestRunner(tf)),
    name: `${type.type}-1`,
    params: args.params,
    inputs: symbolsAt,
    input: (id) => symbolsAt(id)[0] as SymbolicTensor,
    inputTypes: args.inputs,
    outputTypes: shaped,
    inner: args.inner,
    initialiser: (name, constant) => createInitialiser(tf, name, ['test', type.type], constant),
  });
}
