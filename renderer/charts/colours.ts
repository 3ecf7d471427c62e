import type { HeatScale } from './cells';

/** Colours of heat maps, mixed from the theme's tokens because the oldest runtime has no `color-mix()`. */

export type Rgb = readonly [number, number, number];

/** `#4b55c8` → [75, 85, 200]; black where the text is no such colour. */
export function parseHex(text: string): Rgb {
  const digits = /^#([0-9a-f]{6})/i.exec(text.trim())?.[1] ?? '000000';
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as [number, number, number];
}

/** The colour at `share` (0 to 1) of the way along stops that stand evenly apart. */
export function mix(stops: readonly Rgb[], share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const left = stops[Math.floor(at)] ?? [0, 0, 0];
  const right = stops[Math.ceil(at)] ?? left;
  const part = at - Math.floor(at);
  return [0, 1, 2].map((channel) => Math.round((left[channel] ?? 0) * (1 - part) + (right[channel] ?? 0) * part)) as [
    number,
    number,
    number,
  ];
}

/** Tokens that hold the stops of a scale, as a gradient of CSS takes them. */
export const HEAT_TOKENS: Readonly<Record<HeatScale, string>> = {
  sequential: '--d-heat-count',
  signed: '--d-heat-signed',
  gate: '--d-heat-gate',
};

/** The stops of a scale in the theme that is shown. */
export function heatStops(scale: HeatScale): Rgb[] {
  return getComputedStyle(document.documentElement).getPropertyValue(HEAT_TOKENS[scale]).split(',').map(parseHex);
}

/** The colour of one value on a scale, and black or white for the text on it. */
export function heatColour(scale: HeatScale, value: number, largest: number): { fill: string; ink: string } {
  const share = scale === 'signed' ? 0.5 + value / (2 * largest) : value / largest;
  const [red, green, blue] = mix(heatStops(scale), share);
  // Relative luminance as in WCAG 2, to the power that is near enough; white reads better on what is darker than this.
  const linear = (channel: number) => (channel / 255) ** 2.2;
  const isDark = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) < 0.18;
  return { fill: `rgb(${red}, ${green}, ${blue})`, ink: isDark ? '#ffffff' : '#000000' };
}
