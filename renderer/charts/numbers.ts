/** Numbers as they stand in panels and charts. Every width is tabular, every unknown value a dash. */

export const UNKNOWN = '–';

const NARROW_SPACE = '\u00a0';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** From here on digits in front of the point alone say enough, or a number is written with a power of ten. */
const LARGE = 1e6;
const SMALL = 1e-3;

const integers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `134,805`. */
export function formatCount(value: number): string {
  return integers.format(value);
}

/** `1 sample`, `1,437 samples`. */
export function formatAmount(count: number, one: string, several = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : several}`;
}

/** `10⁻⁶`. */
export function formatPower(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** A measured number with `digits` significant digits, trailing zeros kept so that columns stand still: `0.2385`, `12.10`, `3.2 × 10⁻⁵`. */
export function formatMeasure(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return UNKNOWN;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= LARGE || size < SMALL) {
    const [mantissa = '', exponent = '0'] = value.toExponential(Math.max(0, digits - 2)).split('e');
    return `${sign(mantissa)}${NARROW_SPACE}×${NARROW_SPACE}${formatPower(Number(exponent))}`;
  }
  const before = size < 1 ? 0 : Math.floor(Math.log10(size)) + 1;
  const decimals = Math.max(0, digits - Math.max(before, size < 1 ? 0 : 1));
  return sign(value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
}

/** A value in the data's own unit, without trailing zeros: `480`, `12.1`, `0.004`. */
export function formatValue(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return UNKNOWN;
  if (value !== 0 && (Math.abs(value) >= 1e9 || Math.abs(value) < 1e-4)) return formatMeasure(value, digits);
  const before = Math.abs(value) < 1 ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1;
  return sign(value.toLocaleString('en-GB', { maximumSignificantDigits: Math.max(digits, before) }));
}

/** `29 %` from 0.29; at most `decimals` places. */
export function formatPercent(share: number | null | undefined, decimals = 0): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return UNKNOWN;
  return `${sign((share * 100).toFixed(decimals))}${NARROW_SPACE}%`;
}

/** `0:09`, `12:34`, `1:02:03`. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return UNKNOWN;
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** A real minus, as wide as a plus. */
function sign(text: string): string {
  return text.replace(/^-/, '−');
}
