import { formatPower } from './numbers';

/** Where an axis starts and ends, and where it is labelled. */
export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

export type ScaleName = 'linear' | 'log';

/** A curve whose lowest value is under this share of its highest is drawn from zero: its height then means something. */
const FROM_ZERO = 0.4;
/** Air above and below a curve, as a share of its height. */
const AIR = 0.06;
/** A curve that never changes still gets a height. */
const FLAT = 0.5;

/** Ticks at round numbers (1, 2, 2.5 or 5 times a power of ten) within the domain, at most `most` of them. */
export function roundTicks([from, to]: readonly [number, number], most: number): number[] {
  const span = to - from;
  if (!(span > 0) || most < 1) return [from];
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => span / each <= most) ?? 10 * power;
  const ticks: number[] = [];
  // Away with 0.30000000000000004.
  const decimals = Math.min(100, Math.max(0, 2 - Math.floor(Math.log10(step))));
  for (let number = Math.ceil(from / step - 1e-9); number * step <= to + step * 1e-9; number++) {
    ticks.push(Number((number * step).toFixed(decimals)));
  }
  return ticks;
}

/** Whole numbers alone, such as epochs. */
export function wholeTicks(domain: readonly [number, number], most: number): number[] {
  const ticks = roundTicks(domain, most).filter(Number.isInteger);
  return ticks.length > 1 ? ticks : [...new Set([Math.ceil(domain[0]), Math.floor(domain[1])])];
}

/** A value axis around the values; from zero where that wastes little. */
export function linearAxis(values: Iterable<number>, most: number): Axis {
  const [low, high] = range(values);
  const span = high - low || Math.abs(high) * FLAT || 1;
  const fromZero = low >= 0 && low <= high * FROM_ZERO;
  const domain: [number, number] = [fromZero ? 0 : low - span * AIR, high + span * AIR];
  return { domain, ticks: atLeastTwo(domain, most) };
}

/** A single label says nothing of the scale, so a small chart gets more than it has room for. */
function atLeastTwo(domain: readonly [number, number], most: number): number[] {
  for (let tries = most; tries < most + 4; tries++) {
    const ticks = roundTicks(domain, tries);
    if (ticks.length > 1) return ticks;
  }
  return roundTicks(domain, most);
}

/** A value axis of powers of ten; values of zero and below have no place on it. */
export function logAxis(values: Iterable<number>, most: number): Axis {
  const [low, high] = range(positive(values));
  if (!(low > 0)) return { domain: [0.1, 10], ticks: [0.1, 1, 10] };
  const air = (Math.log10(high / low) || 1) * AIR;
  const domain: [number, number] = [low * 10 ** -air, high * 10 ** air];
  const first = Math.ceil(Math.log10(domain[0]) - 1e-9);
  const last = Math.floor(Math.log10(domain[1]) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first + 1) / most));
  const powers: number[] = [];
  for (let exponent = first; exponent <= last; exponent += stride) powers.push(10 ** exponent);
  if (powers.length > 1) return { domain, ticks: powers };
  return { domain, ticks: roundTicks(domain, most).filter((tick) => tick > 0) };
}

/** Labels so that neighbours differ: as many places as the step between ticks needs, powers of ten where the range is wide. */
export function tickLabels(ticks: readonly number[], scale: ScaleName): string[] {
  const powers = ticks.map((tick) => Math.log10(tick));
  if (scale === 'log' && ticks.length > 1 && powers.every((power) => Math.abs(power - Math.round(power)) < 1e-9)) {
    return powers.map((power) => (Math.abs(power) < 2.5 ? String(10 ** Math.round(power)) : formatPower(Math.round(power))));
  }
  const largest = Math.max(...ticks.map(Math.abs), 0);
  if (largest >= 1e6 || (largest > 0 && largest < 1e-3)) {
    const exponent = Math.floor(Math.log10(largest));
    return ticks.map((tick) => (tick === 0 ? '0' : `${minus(Number((tick / 10 ** exponent).toPrecision(4)))}·${formatPower(exponent)}`));
  }
  const decimals = Math.max(...ticks.map((tick) => String(Number(tick.toPrecision(12))).split('.')[1]?.length ?? 0), 0);
  return ticks.map((tick) => {
    const text = tick.toLocaleString('en-GB', { maximumFractionDigits: Math.min(decimals, 8) });
    return text.replace(/^-/, '−');
  });
}

/** Share of the way along an axis, from 0 at its start to 1 at its end. */
export function shareAlong({ domain: [from, to] }: Axis, scale: ScaleName, value: number): number {
  if (scale === 'log') return (Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from));
  return to === from ? 0.5 : (value - from) / (to - from);
}

function minus(value: number): string {
  return String(value).replace(/^-/, '−');
}

function* positive(values: Iterable<number>): Iterable<number> {
  for (const value of values) if (value > 0) yield value;
}

/** Lowest and highest; 0 and 1 where there is no value. */
function range(values: Iterable<number>): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}
