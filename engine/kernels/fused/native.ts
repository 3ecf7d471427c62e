import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TensorFlow, Tf } from '../tensorflow';

/** TensorFlow's operations by name, ours among them, on the tensors of tfjs. */
export interface NativeOperations {
  /** Attributes are whole numbers and flags. Errors of the operation are thrown, with its shapes. */
  run(name: string, attributes: readonly Attribute[], inputs: readonly Tf.Tensor[], outputs: number): Tf.Tensor[];
  attributes(values: Readonly<Record<string, number | boolean>>): readonly Attribute[];
  /** The same of kinds of numbers. */
  types(values: Readonly<Record<string, Tf.DataType>>): readonly Attribute[];
  /**
   * Whoever runs the same weights again and again has them packed once. → forgets them again: to be called before any of them
   * changes or goes.
   */
  keepWeights(weights: readonly Tf.Tensor[]): () => void;
  /** They stand for inputs that are not given. */
  readonly none: Tf.Tensor;
  readonly noMask: Tf.Tensor;
  readonly noClasses: Tf.Tensor;
}

export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** What tfjs-node's backend can do beyond the tfjs interface. */
export interface NodeBackend {
  executeMultipleOutputs(name: string, attributes: readonly unknown[], inputs: readonly Tf.Tensor[], outputs: number): Tf.Tensor[];
  executeSingleOutput(name: string, attributes: readonly unknown[], inputs: readonly Tf.Tensor[]): Tf.Tensor;
  readonly binding: Readonly<
    Record<'TF_ATTR_TYPE' | 'TF_ATTR_INT' | 'TF_ATTR_BOOL' | 'TF_ATTR_FLOAT' | 'TF_INT32' | 'TF_INT64' | 'TF_FLOAT', number>
  >;
}

const FILE = 'unroll_kernels.node';

let found: NativeOperations | undefined | null = null;

/** Our operations, or undefined where they were not built for this machine. Needs TensorFlow to be loaded. */
export function nativeOperations(tf: TensorFlow): NativeOperations | undefined {
  if (found === null) found = load(tf);
  return found;
}

/** Whether our operations are there; before TensorFlow is loaded, whether they were built. */
export function hasNativeOperations(): boolean {
  return found === null ? wantedFile() !== undefined : found !== undefined;
}

/** Beside the built engine, or where set-up builds it. */
function nativeFile(): string | undefined {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = [join(here, FILE), join(here, '..', '..', '..', 'node_modules', '.cache', 'unroll', 'kernels', FILE)];
  return candidates.find((file) => existsSync(file));
}

function wantedFile(): string | undefined {
  const { UNROLL_KERNELS: asked } = process.env;
  return asked === 'plain' || asked === 'block' ? undefined : nativeFile();
}

function load(tf: TensorFlow): NativeOperations | undefined {
  const file = wantedFile();
  if (!file) return undefined;
  try {
    createRequire(import.meta.url)(file);
    const operations = createOperations(tf);
    // An update of no weights: tells whether the operations are there.
    const hyper = tf.zeros([HYPERPARAMETERS]);
    tf.dispose([hyper, ...operations.run('UnrollUpdate', operations.attributes({ rule: 0, count: 0, inputs: 1, outputs: 1 }), [hyper], 1)]);
    return operations;
  } catch (error) {
    process.stderr.write(`The fused kernels cannot be used here: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

/** Length of UnrollUpdate's first input. */
export const HYPERPARAMETERS = 9;

function createOperations(tf: TensorFlow): NativeOperations {
  const backend = tf.backend() as unknown as NodeBackend;
  const { TF_ATTR_TYPE, TF_ATTR_INT, TF_ATTR_BOOL, TF_INT32, TF_FLOAT } = backend.binding;
  const run: NativeOperations['run'] = (name, given, inputs, outputs) => backend.executeMultipleOutputs(name, given, inputs, outputs);
  const attributes: NativeOperations['attributes'] = (values) =>
    Object.entries(values).map(([name, value]) => ({ name, type: typeof value === 'boolean' ? TF_ATTR_BOOL : TF_ATTR_INT, value }));
  const keep = (weights: readonly Tf.Tensor[], kept: boolean) =>
    tf.dispose(run('UnrollKeepWeights', attributes({ keep: kept, inputs: weights.length }), weights, 1));
  return {
    run,
    attributes,
    types: (values) =>
      Object.entries(values).map(([name, type]) => ({ name, type: TF_ATTR_TYPE, value: type === 'int32' ? TF_INT32 : TF_FLOAT })),
    keepWeights: (weights) => {
      keep(weights, true);
      return () => keep(weights, false);
    },
    none: tf.keep(tf.zeros([0])),
    noMask: tf.keep(tf.zeros([0], 'bool')),
    noClasses: tf.keep(tf.zeros([0], 'int32')),
  };
}
