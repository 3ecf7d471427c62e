import type { TypedInput } from '../../engine/project';

/** Numbers typed or pasted for an Input, as a tensor. */

export type Typed =
  | { readonly is: 'tensor'; readonly tensor: Omit<TypedInput, 'input'> }
  /** Nothing was typed yet. */
  | { readonly is: 'empty' }
  | { readonly is: 'refused'; readonly text: string };

const refused = (text: string): Typed => ({ is: 'refused', text });

/**
 * JSON (nested lists, with or without the batch around them) or numbers in rows, parted by spaces, commas or semicolons.
 * shape: of one sample; several samples follow each other.
 */
export function readNumbers(text: string, shape: readonly number[]): Typed {
  const trimmed = text.trim();
  if (trimmed === '') return { is: 'empty' };
  return trimmed.startsWith('[') ? readJson(trimmed, shape) : readRows(trimmed, shape);
}

function readJson(text: string, shape: readonly number[]): Typed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(`This is not whole JSON: ${(error as Error).message}.`);
  }
  const found = shapeOf(value);
  if (found === undefined) return refused('The lists hold something that is no number, or are not of one length.');
  const values = [value].flat(Number.POSITIVE_INFINITY) as number[];
  if (found.join() === shape.join()) return tensor([1, ...shape], values);
  if (found.slice(1).join() === shape.join()) return tensor(found, values);
  return refused(`The network takes samples of ${write(shape)}, but these lists are ${write(found)}.`);
}

/** Sizes of nested lists of numbers; undefined where they are ragged or hold anything else. */
function shapeOf(value: unknown): number[] | undefined {
  if (typeof value === 'number') return [];
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const inner = value.map(shapeOf);
  const [first] = inner;
  return first && inner.every((one) => one?.join() === first.join()) ? [value.length, ...first] : undefined;
}

function readRows(text: string, shape: readonly number[]): Typed {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const values: number[] = [];
  for (const word of words) {
    const value = Number(word.replace(/^−/, '-'));
    if (!Number.isFinite(value)) return refused(`"${word.slice(0, 20)}" is not a number.`);
    values.push(value);
  }
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (values.length % size !== 0) {
    return refused(`One sample of ${write(shape)} has ${size} numbers, but there are ${values.length}.`);
  }
  return tensor([values.length / size, ...shape], values);
}

const tensor = (shape: number[], values: number[]): Typed => ({ is: 'tensor', tensor: { shape, values } });

const write = (shape: readonly number[]) => (shape.length === 0 ? 'one number' : shape.join(' × '));

/** A tensor as rows of numbers, a blank line between samples. */
export function writeNumbers({ shape, values }: Omit<TypedInput, 'input'>): string {
  const width = shape[shape.length - 1] ?? 1;
  const height = shape.length > 2 ? (shape[shape.length - 2] ?? 1) : Number.POSITIVE_INFINITY;
  const lines: string[] = [];
  for (let at = 0; at < values.length; at += width) {
    if (at > 0 && (at / width) % height === 0) lines.push('');
    lines.push(values.slice(at, at + width).join(' '));
  }
  return lines.join('\n');
}
