import { nativeOperations } from './fused/native';
import { tensorflow } from './tensorflow';

/**
 * Loads TensorFlow and our kernels and has them do something, so that whoever needs them next need not wait for that. It takes a
 * third of a second, in which the process answers nobody.
 */
export function warmUp(): void {
  const tf = tensorflow();
  nativeOperations(tf);
  tf.tidy(() => tf.gather(tf.ones([1, 1]), tf.zeros([1], 'int32')).dataSync());
}
