import { formatShape, type TensorType } from '../../graph';
import { type Complaint, clash, complain, type InputPort, type ShapeArgs } from '../define';

/** What the layers have in common that make one number of each place of their inputs. */

export const mergeInputs = (): readonly InputPort[] => [{ id: 'inputs', label: 'input', takes: 'floats', many: true }];

/** The inputs' common shape; the mask goes on where every input has one. `verb`: what cannot be done where they have none. */
export function mergeShape({ inputs }: Pick<ShapeArgs<unknown>, 'inputs'>, verb: string): { output: TensorType } | Complaint {
  const types = inputs('inputs');
  if (types.length < 2) return complain('one-input', `needs two inputs or more, but gets ${types.length === 1 ? 'one' : 'none'}.`);
  return mergeTypes(types, verb);
}

export function mergeTypes(types: readonly TensorType[], verb: string): { output: TensorType } | Complaint {
  const [first, ...others] = types as [TensorType, ...TensorType[]];
  let shape = first.shape;
  for (const other of others) {
    const common = broadcast(shape, other.shape);
    if (!common) return clash('sizes-differ', `cannot ${verb} ${formatShape(shape)} and ${formatShape(other.shape)}: their sizes differ.`);
    shape = common;
  }
  const masked = types.every((type) => type.masked && type.shape.length === shape.length);
  return { output: { shape, dtype: 'float', ...(masked ? { masked } : {}) } };
}

/**
 * The shape of both together, from the last axis: equal sizes, or 1 that is repeated. An input of fewer axes is repeated along the first,
 * such as one vector at every time step. keras/src/layers/merging/base_merge.py
 */
function broadcast(a: readonly number[], b: readonly number[]): readonly number[] | undefined {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const missing = long.length - short.length;
  const sizes = long.map((size, axis) => {
    const other = axis < missing ? 1 : (short[axis - missing] ?? 1);
    return size === other || other === 1 ? size : size === 1 ? other : undefined;
  });
  return sizes.includes(undefined) ? undefined : (sizes as number[]);
}
