// Set by the build, so that the engine can say them without loading TensorFlow, which takes a second.
declare const __UNROLL_VERSION__: string | undefined;
declare const __TENSORFLOW_VERSION__: string | undefined;

/** Versions of the program and of the TensorFlow library it was built with; `from source` where nothing was built. */
export const VERSIONS = {
  unroll: typeof __UNROLL_VERSION__ === 'string' ? __UNROLL_VERSION__ : 'from source',
  tensorflow: typeof __TENSORFLOW_VERSION__ === 'string' ? __TENSORFLOW_VERSION__ : 'from source',
} as const;
