import { type NodeBackend, nativeOperations } from './fused/native';
import type { TensorFlow, Tf } from './tensorflow';

interface Product {
  readonly inputs: Readonly<Record<string, Tf.TensorInfo | undefined>>;
  readonly attrs: Readonly<Record<string, unknown>> | undefined;
  readonly backend: unknown;
}

/** Multiplications and additions from which on our own product takes less time than TensorFlow's, which has one thread. */
const WORTH_SHARING = 1 << 21;

/**
 * Large products of matrices go to our own operation, which shares them among threads with the same bits for any number of them, and
 * small ones of two matrices to TensorFlow's MatMul. tfjs-node sends every product to BatchMatMulV2, which takes six times as long for
 * small ones.
 */
export function registerMatMul(tf: TensorFlow): void {
  const registered = tf.getKernel('BatchMatMul', 'tensorflow');
  if (!registered) return;
  const { TF_ATTR_TYPE, TF_ATTR_BOOL, TF_FLOAT } = (tf.backend() as unknown as NodeBackend).binding;
  const type = { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT };
  const attributes = [false, true].map((a) =>
    [false, true].map((b) => [
      { name: 'transpose_a', type: TF_ATTR_BOOL, value: a },
      { name: 'transpose_b', type: TF_ATTR_BOOL, value: b },
    ]),
  );
  tf.unregisterKernel('BatchMatMul', 'tensorflow');
  tf.registerKernel({
    ...registered,
    kernelFunc: (call) => {
      const { inputs, attrs, backend } = call as Product;
      const { a, b } = inputs as { a: Tf.Tensor; b: Tf.Tensor };
      if (a.dtype !== 'float32' || b.dtype !== 'float32' || !haveSameBatch(a, b)) return registered.kernelFunc(call);
      const chosen = attributes[attrs?.transposeA ? 1 : 0]?.[attrs?.transposeB ? 1 : 0] ?? [];
      if (workOf(a, b, attrs?.transposeB === true) >= WORTH_SHARING && nativeOperations(tf))
        return (backend as NodeBackend).executeSingleOutput('UnrollMatMul', chosen, [a, b]);
      if (a.shape.length > 2) return registered.kernelFunc(call);
      return (backend as NodeBackend).executeSingleOutput('MatMul', [type, ...chosen], [a, b]);
    },
  });
}

/** Neither is to be repeated for the other. */
function haveSameBatch(a: Tf.Tensor, b: Tf.Tensor): boolean {
  return a.rank >= 2 && a.rank === b.rank && a.shape.slice(0, -2).every((size, axis) => size === b.shape[axis]);
}

/** Multiplications and additions of a product. */
function workOf(a: Tf.Tensor, b: Tf.Tensor, transposeB: boolean): number {
  return a.size * (b.shape.at(transposeB ? -2 : -1) ?? 0);
}
