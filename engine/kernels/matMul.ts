import type { NodeBackend } from './fused/native';
import type { TensorFlow, Tf } from './tensorflow';

interface Product {
  readonly inputs: Readonly<Record<string, Tf.TensorInfo | undefined>>;
  readonly attrs: Readonly<Record<string, unknown>> | undefined;
  readonly backend: unknown;
}

/**
 * Sends products of two matrices to TensorFlow's MatMul. tfjs-node sends every product to BatchMatMulV2, which takes six times as
 * long for small ones.
 */
export function registerMatMul(tf: TensorFlow): void {
  const registered = tf.getKernel('BatchMatMul', 'tensorflow');
  if (!registered) return;
  const { TF_ATTR_TYPE, TF_ATTR_BOOL, TF_FLOAT } = (tf.backend() as unknown as NodeBackend).binding;
  const type = { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT };
  const attributes = [false, true].map((a) =>
    [false, true].map((b) => [
      type,
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
      if (a.shape.length !== 2 || b.shape.length !== 2 || a.dtype !== 'float32' || b.dtype !== 'float32')
        return registered.kernelFunc(call);
      const chosen = attributes[attrs?.transposeA ? 1 : 0]?.[attrs?.transposeB ? 1 : 0] ?? [];
      return (backend as NodeBackend).executeSingleOutput('MatMul', chosen, [a, b]);
    },
  });
}
