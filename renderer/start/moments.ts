/** When and where a project was last open, as a list of recent ones says it. */

const DAY = 24 * 3_600_000;
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `today, 14:32`, `yesterday`, `Mon 18 Nov`, `4 Mar 2025`. */
export function formatMoment(iso: string, now: Date): string {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return '';
  const midnight = (moment: Date) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(then)) / DAY);
  if (days === 0) return `today, ${time.format(then)}`;
  if (days === 1) return 'yesterday';
  // Some runtimes set a comma behind the weekday, some do not.
  return then.getFullYear() === now.getFullYear() ? weekday.format(then).replace(',', '') : date.format(then);
}

/** The folder of a file, from the person's own folder on where it lies below it. */
export function formatPlace(path: string, home: string | undefined): string {
  const parts = path.replaceAll('\\', '/').split('/');
  const folder = parts.slice(0, -1).join('/');
  const own = home?.replaceAll('\\', '/').replace(/\/$/, '');
  if (own !== undefined && folder === own) return '~';
  return own !== undefined && folder.startsWith(`${own}/`) ? folder.slice(own.length + 1) : folder;
}

/** `0.967 accuracy` → its number and what it measures. */
export function splitResult(result: string): { value: string; measure: string } {
  const [value = '', ...measure] = result.split(' ');
  return { value, measure: measure.join(' ') };
}
