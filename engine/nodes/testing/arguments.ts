import type { Params, TensorType } from '../../graph';
import { type DataSpec, defaultParams, type InnerLayer, isComplaint, type NodeType, type ShapeArgs } from '../define';

/** Arguments of a shape rule from types by port, for tests. */
export function shapeArgs(
  type: NodeType,
  given: {
    params?: Params;
    inputs?: Readonly<Record<string, TensorType | readonly TensorType[]>>;
    data?: DataSpec;
    inner?: InnerLayer;
  } = {},
): ShapeArgs {
  const inputs = (id: string): readonly TensorType[] => {
    const found = given.inputs?.[id];
    return found === undefined ? [] : 'shape' in found ? [found] : found;
  };
  return {
    params: { ...defaultParams(type), ...given.params },
    inputs,
    input: (id) => inputs(id)[0] as TensorType,
    data: given.data,
    inner: given.inner,
  };
}

/** What an output port carries; a complaint's text in its place where there is one. */
export function typeAt(type: NodeType, port: string, given: Parameters<typeof shapeArgs>[1]): TensorType | string | undefined {
  const shaped = type.shape(shapeArgs(type, given));
  return isComplaint(shaped) ? shaped.text : shaped[port];
}

/** The shape at an output port; a complaint's text in its place where there is one. */
export function shapeAt(type: NodeType, port: string, given: Parameters<typeof shapeArgs>[1]): readonly number[] | string | undefined {
  const shaped = type.shape(shapeArgs(type, given));
  return isComplaint(shaped) ? shaped.text : shaped[port]?.shape;
}

/** How many numbers a node learns. */
export function parametersOf(type: NodeType, given: Parameters<typeof shapeArgs>[1]): number {
  const weights = type.weights?.(shapeArgs(type, given)) ?? [];
  return weights.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

export const floats = (...shape: number[]): TensorType => ({ shape, dtype: 'float' });
export const indices = (length: number, vocabulary: number): TensorType => ({ shape: [length], dtype: 'index', vocabulary });
