import { z } from 'zod';
import type { Params, ParamValue } from '../graph';

/** What every kind of parameter says of itself; the inspector, the schema and the card on the canvas are drawn from it. */
interface Described<V extends ParamValue> {
  /** As it stands in the inspector, sentence case. */
  readonly label: string;
  /** What it does, with unit and range, in a sentence or two. */
  readonly help: string;
  readonly default: V;
  /** The group of the inspector it stands in. */
  readonly section: Section;
  /** Hidden while this returns false for the node's parameters. */
  readonly shown?: (params: Params) => boolean;
}

export type Section = 'Shape' | 'Data' | 'Loss' | 'Activations' | 'Variant' | 'Regularisation' | 'Constraints' | 'Initialisation' | 'State';

interface Kind<K extends string, V extends ParamValue> extends Described<V> {
  readonly kind: K;
  readonly schema: z.ZodType<V>;
}

export interface IntParam<V extends number | null = number | null> extends Kind<'int', V> {
  readonly min: number;
  readonly max: number;
  /** What an empty field means, such as `from the data`; only then may it be empty. */
  readonly none?: string;
}
export interface FloatParam<V extends number | null = number | null> extends Kind<'float', V> {
  readonly min: number;
  readonly max: number;
  readonly none?: string;
}
export interface ChoiceParam<V extends string = string> extends Kind<'choice', V> {
  readonly options: readonly V[];
  /** How an option is shown, where its name is not the label. */
  readonly labels?: Readonly<Partial<Record<V, string>>>;
}
export type FlagParam = Kind<'flag', boolean>;
export interface ChoicesParam<V extends string = string> extends Kind<'choices', readonly V[]> {
  readonly options: readonly V[];
  readonly none: string;
}
/** Whole numbers such as the sizes of a shape; null while they come from elsewhere. */
export interface IntsParam extends Kind<'ints', readonly number[] | null> {
  readonly none: string;
}
/** Names such as columns of the data; empty means all. */
export interface NamesParam extends Kind<'names', readonly string[]> {
  readonly none: string;
}

export type ParamKind = IntParam | FloatParam | ChoiceParam | FlagParam | ChoicesParam | IntsParam | NamesParam;
export type ParamKinds = Readonly<Record<string, ParamKind>>;
export type ValuesOf<P extends ParamKinds> = { readonly [K in keyof P]: z.infer<P[K]['schema']> };

type Given<T, Extra extends keyof T = never> = Omit<T, 'kind' | 'schema' | Extra>;

/** A whole number from `min` (1 unless given) to `max`. */
export function int(given: Given<IntParam<number>, 'min' | 'max' | 'none'> & { min?: number; max?: number }): IntParam<number> {
  const { min = 1, max = Number.MAX_SAFE_INTEGER } = given;
  return { ...given, kind: 'int', min, max, schema: wholeNumber(min, max) };
}

/** A whole number, or null, which means `none`. */
export function optionalInt(
  given: Given<IntParam<number | null>, 'min' | 'max' | 'default'> & { none: string; min?: number; max?: number },
): IntParam<number | null> {
  const { min = 1, max = Number.MAX_SAFE_INTEGER } = given;
  return { ...given, default: null, kind: 'int', min, max, schema: wholeNumber(min, max).nullable() };
}

/** A number from `min` to `max`, both included. */
export function float(given: Given<FloatParam<number>, 'none'>): FloatParam<number> {
  const { min, max } = given;
  const text = `must be a number from ${min} to ${max}`;
  return { ...given, kind: 'float', schema: z.number(text).min(min, text).max(max, text) };
}

export function choice<const V extends string>(given: Given<ChoiceParam<V>>): ChoiceParam<V> {
  return {
    ...given,
    kind: 'choice',
    schema: z.enum(given.options, `must be one of ${given.options.join(', ')}`) as unknown as z.ZodType<V>,
  };
}

export function flag(given: Given<FlagParam>): FlagParam {
  return { ...given, kind: 'flag', schema: z.boolean('must be true or false') };
}

/** Any number of the options; none chosen means what `none` says. */
export function choices<const V extends string>(given: Given<ChoicesParam<V>>): ChoicesParam<V> {
  const one = z.enum(given.options, `must be taken from ${given.options.join(', ')}`) as unknown as z.ZodType<V>;
  return { ...given, kind: 'choices', schema: z.array(one).readonly() };
}

export function ints(given: Given<IntsParam, 'default'>): IntsParam {
  return { ...given, default: null, kind: 'ints', schema: z.array(wholeNumber(1, Number.MAX_SAFE_INTEGER)).max(4).readonly().nullable() };
}

export function names(given: Given<NamesParam, 'default'>): NamesParam {
  return { ...given, default: [], kind: 'names', schema: z.array(z.string().min(1).max(200)).max(10_000).readonly() };
}

function wholeNumber(min: number, max: number) {
  const text =
    max === Number.MAX_SAFE_INTEGER ? `must be a whole number of ${min} or more` : `must be a whole number from ${min} to ${max}`;
  return z.number(text).int(text).min(min, text).max(max, text);
}
