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
