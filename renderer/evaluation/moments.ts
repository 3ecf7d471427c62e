import { type Across, formatCount } from '../charts';

/** The horizontal axis of a forecast: moments as the data name them, or row numbers. */

const DAY = 24 * 3_600_000;
const YEAR = 366 * DAY;

const utc = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  // Some runtimes set a comma behind the weekday, some do not.
  return (moment: number) => format.format(moment).replace(',', '');
};
const clock = utc({ hour: '2-digit', minute: '2-digit' });
const weekday = utc({ weekday: 'short', day: 'numeric', month: 'short' });
const day = utc({ day: 'numeric', month: 'short' });
const date = utc({ day: 'numeric', month: 'short', year: 'numeric' });
const month = utc({ month: 'short', year: 'numeric' });
const year = utc({ year: 'numeric' });

/** `at`: a moment (ISO 8601) or a number for each place 0, 1, 2, … of the axis. `column`: what the numbers are; rows without one. */
export function acrossMoments(at: readonly string[], column: string | null): Across {
  const domain = [0, Math.max(1, at.length - 1)] as const;
  const nearest = (x: number) => at[Math.min(at.length - 1, Math.max(0, Math.round(x)))] ?? '';
  const moments = at.map(readMoment);
  const [first] = moments;
  const last = moments[moments.length - 1];
  if (first === undefined || last === undefined || moments.some((moment) => moment === undefined)) {
    // Numbers of a column, such as years, stand as they are; rows are counted.
    const isRow = column === null && at.every((text) => /^\d+$/.test(text));
    const label = isRow ? 'Row' : (column ?? '');
    const tick = (x: number) => (isRow ? formatCount(Number(nearest(x))) : nearest(x));
    return { label, domain, say: (x) => `${label} ${tick(x)}`.trim(), tick, raw: nearest };
  }
  const momentAt = (x: number) => readMoment(nearest(x)) ?? first;
  const withClock = moments.some((moment) => moment !== undefined && moment % DAY !== 0);
  const step = (last - first) / Math.max(1, at.length - 1);
  const say = withClock
    ? (x: number) => `${weekday(momentAt(x))}, ${clock(momentAt(x))}`
    : (x: number) => (step >= 27 * DAY ? month(momentAt(x)) : date(momentAt(x)));
  const span = last - first;
  const short = span > 12 * YEAR ? year : span > YEAR ? month : span < 2 * DAY && withClock ? clock : day;
  return { label: '', domain, say, tick: (x) => short(momentAt(x)), raw: nearest };
}

/** Milliseconds since 1970; a moment without a zone is taken as it stands. */
function readMoment(text: string): number | undefined {
  if (!/^\d{4}-\d{2}(-\d{2})?([T ]|$)/.test(text)) return undefined;
  const plain = text.replace(' ', 'T');
  const zoned = plain.length <= 10 || /(Z|[+-]\d{2}:?\d{2})$/.test(plain) ? plain : `${plain}Z`;
  const moment = Date.parse(zoned);
  return Number.isNaN(moment) ? undefined : moment;
}
