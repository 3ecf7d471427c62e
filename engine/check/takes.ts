import { formatShape, type TensorType } from '../graph';
import type { Takes } from '../nodes';

/** Why a port that takes `takes` cannot take `type`, as the end of a sentence that names the node; undefined where it can. */
export function refusal(takes: Takes, type: TensorType): string | undefined {
  const shape = formatShape(type.shape);
  switch (takes) {
    case 'any':
      return undefined;
    case 'indices':
      return type.dtype === 'index' ? undefined : `needs indices of words or characters, but gets numbers (${shape}).`;
    case 'floats':
      return isFloat(type);
    case 'sequence':
      return (
        isFloat(type) ??
        (type.shape.length === 2 ? undefined : `needs a sequence (time steps × features), but gets one vector per sample (${shape}).`)
      );
    case 'vector':
      return isFloat(type) ?? (type.shape.length === 1 ? undefined : `needs one vector per sample, but gets a sequence (${shape}).`);
  }
}

function isFloat(type: TensorType): string | undefined {
  return type.dtype === 'float' ? undefined : 'needs numbers, but gets indices: put an Embedding before it.';
}
