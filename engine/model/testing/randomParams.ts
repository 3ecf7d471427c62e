import type { Params, ParamValue, TensorType } from '../../graph';
import type { Random } from '../../kernels/random';
import { defaultParams, type NodeType, type ParamKind } from '../../nodes';

/** Values that a person might choose, small enough that a thousand networks run in seconds. */
export function randomParams(type: NodeType, random: Random, arriving: TensorType | undefined): Params {
  const drawn = Object.entries(type.params).map(([name, kind]): [string, ParamValue] => [name, randomValue(name, kind, random, arriving)]);
  return { ...defaultParams(type), ...Object.fromEntries(drawn) };
}

/** Indices that enter are 0 and 1. */
const SMALLEST_VOCABULARY = 2;

function randomValue(name: string, kind: ParamKind, random: Random, arriving: TensorType | undefined): ParamValue {
  switch (kind.kind) {
    case 'int': {
      const least = name === 'vocabulary' ? SMALLEST_VOCABULARY : kind.min;
      return kind.none !== undefined && random.below(2) === 0 ? null : least + random.below(4);
    }
    case 'float': {
      const [low, high] = [Math.max(kind.min, -1), Math.min(kind.max, 0.9)];
      return random.below(2) === 0 || low > high ? kind.default : low + random.uniform() * (high - low);
    }
    case 'choice':
      return kind.options[random.below(kind.options.length)] ?? kind.default;
    case 'flag':
      // Most are off in most networks; states and frames go together only where they are.
      return random.below(3) === 0 ? !kind.default : kind.default;
    case 'ints':
      return random.below(3) === 0 ? null : name === 'dims' ? randomOrder(random, arriving) : randomShape(random, arriving);
    case 'choices':
    case 'names':
      return kind.default;
  }
}

/** The axes from 1 on in any order. */
function randomOrder(random: Random, arriving: TensorType | undefined): number[] {
  const left = (arriving?.shape ?? [1]).map((_, axis) => axis + 1);
  return Array.from({ length: left.length }, () => left.splice(random.below(left.length), 1)[0] ?? 1);
}

/** As many numbers, laid out along one to three axes. */
function randomShape(random: Random, arriving: TensorType | undefined): number[] {
  let left = (arriving?.shape ?? [1]).reduce((product, size) => product * size, 1);
  const shape: number[] = [];
  for (let axis = random.below(3); axis > 0; axis--) {
    const divisors = Array.from({ length: left }, (_, i) => i + 1).filter((size) => left % size === 0);
    const size = divisors[random.below(divisors.length)] ?? 1;
    shape.push(size);
    left /= size;
  }
  return [...shape, left];
}
