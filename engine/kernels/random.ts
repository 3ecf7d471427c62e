/**
 * Random numbers that depend on a seed and on names, and on nothing else: not on the order of calls elsewhere, the platform or threads.
 * Generator: xoshiro128** (Blackman & Vigna 2018), its state filled by splitmix32 from an FNV-1a hash of the key.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Standard normal (Box & Muller 1958). */
  normal(): number;
  /** A whole number in [0, below). */
  below(below: number): number;
}

export function createRandom(...key: readonly (string | number)[]): Random {
  let mixing = hashKey(...key);
  const splitmix = () => {
    mixing = (mixing + 0x9e3779b9) | 0;
    let z = mixing ^ (mixing >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [splitmix(), splitmix(), splitmix(), splitmix()];
  const next = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11);
    return result;
  };
  const uniform = () => next() / 2 ** 32;
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    below: (below) => Math.floor(uniform() * below),
  };
}

/** A 32-bit number from a key. */
export function hashKey(...key: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of key.join('\u0000')) {
    hash ^= char.codePointAt(0) as number;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash | 0;
}

/** 0…length−1 in random order (Fisher & Yates). */
export function shuffledIndices(length: number, random: Random): Int32Array {
  const indices = Int32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const held = indices[i] as number;
    indices[i] = indices[j] as number;
    indices[j] = held;
  }
  return indices;
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}
