/**
 * Sines at even places and cosines at odd ones, of wavelengths from 2π to 2π · maxWavelength. → [time, features], row by row.
 * Vaswani et al. 2017, section 3.5.
 */
export function sinusoids(time: number, features: number, maxWavelength: number): Float32Array {
  return Float32Array.from({ length: time * features }, (_, at) => {
    const [position, place] = [Math.floor(at / features), at % features];
    const angle = position / maxWavelength ** ((2 * Math.floor(place / 2)) / features);
    return place % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}
