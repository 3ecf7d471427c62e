import type { Growth } from './growth';

/** Log-log curves of growth as an SVG: measured in one line, the arithmetic limit dashed. */

const WIDTH = 300;
const HEIGHT = 210;
const EDGE = { left: 46, right: 14, top: 30, bottom: 34 };
const COLUMNS = 3;

export function plotGrowth(all: readonly Growth[]): string {
  const rows = Math.ceil(all.length / COLUMNS);
  const panels = all.map(
    (growth, i) => `<g transform="translate(${(i % COLUMNS) * WIDTH} ${Math.floor(i / COLUMNS) * HEIGHT})">${panel(growth)}</g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${COLUMNS * WIDTH} ${rows * HEIGHT}" font-family="system-ui, sans-serif" font-size="10">`,
    '<title>How the cost grows, on logarithmic axes</title>',
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...panels,
    '</svg>\n',
  ].join('\n');
}

function panel({ of, unit, points }: Growth): string {
  const values = points.flatMap(({ ms, floor }) => (floor === null ? [ms] : [ms, floor]));
  const x = scale(
    points.map(({ at }) => at),
    [EDGE.left, WIDTH - EDGE.right],
  );
  const marks = decades(values);
  const y = scale(marks, [HEIGHT - EDGE.bottom, EDGE.top]);
  const line = (pairs: readonly (readonly [number, number])[]) => pairs.map(([at, ms], i) => `${i ? 'L' : 'M'}${x(at)} ${y(ms)}`).join('');
  const measured = points.map(({ at, ms }) => [at, ms] as const);
  const limit = points.flatMap(({ at, floor }) => (floor === null ? [] : [[at, floor] as const]));
  const ticks = marks.map(
    (tick) =>
      `<line x1="${EDGE.left}" x2="${WIDTH - EDGE.right}" y1="${y(tick)}" y2="${y(tick)}" stroke="#e5e7eb"/>` +
      `<text x="${EDGE.left - 6}" y="${y(tick) + 3}" text-anchor="end" fill="#6b7280">${tick}</text>`,
  );
  const names = points.map(
    ({ at }) => `<text x="${x(at)}" y="${HEIGHT - EDGE.bottom + 15}" text-anchor="middle" fill="#6b7280">${short(at)}</text>`,
  );
  const dots = measured.map(([at, ms]) => `<circle cx="${x(at)}" cy="${y(ms)}" r="2.5" fill="#4263eb"/>`);
  return [
    `<text x="${EDGE.left}" y="16" fill="#111827" font-weight="600">${of}</text>`,
    `<text x="${WIDTH - EDGE.right}" y="16" text-anchor="end" fill="#6b7280">${unit}</text>`,
    ...ticks,
    ...names,
    `<path d="${line(limit)}" fill="none" stroke="#9ca3af" stroke-dasharray="4 3"/>`,
    `<path d="${line(measured)}" fill="none" stroke="#4263eb" stroke-width="1.5"/>`,
    ...dots,
  ].join('');
}

function scale(values: readonly number[], [from, to]: readonly [number, number]): (value: number) => number {
  const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) => Math.round((from + ((Math.log(value) - low) / (high - low || 1)) * (to - from)) * 10) / 10;
}

/** Powers of ten around the values. */
function decades(values: readonly number[]): number[] {
  const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  return Array.from({ length: high - low + 1 }, (_, i) => Number((10 ** (low + i)).toPrecision(1)));
}

const short = (value: number) => (value >= 1e6 ? `${value / 1e6}M` : value >= 1e3 ? `${value / 1e3}k` : String(value));
