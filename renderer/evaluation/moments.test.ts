import { describe, expect, test } from 'vitest';
import { acrossMoments } from './moments';

const every = (start: string, hours: number, count: number) =>
  Array.from({ length: count }, (_, index) => new Date(Date.parse(start) + index * hours * 3_600_000).toISOString());

describe('the axis of a forecast', () => {
  test('names the hour where the data have hours', () => {
    const axis = acrossMoments(every('2024-08-01T00:00:00Z', 1, 168), null);
    expect(axis.say(87)).toBe('Sun 4 Aug, 15:00');
    expect(axis.tick?.(87)).toBe('4 Aug');
    expect(axis.domain).toEqual([0, 167]);
  });

  test('names days, months and years by how far the data reach', () => {
    const days = acrossMoments(['2015-12-30', '2015-12-31', '2016-01-01'], null);
    expect([days.say(1), days.tick?.(1)]).toEqual(['31 Dec 2015', '31 Dec']);
    const months = acrossMoments(
      every('2010-01-01', 730.5, 40).map((iso) => iso.slice(0, 10)),
      null,
    );
    expect([months.say(0), months.tick?.(0)]).toEqual(['Jan 2010', 'Jan 2010']);
    const years = acrossMoments(['1960-01-01', '1990-01-01', '2020-01-01'], null);
    expect(years.tick?.(2)).toBe('2020');
  });

  test('takes a moment without a zone as it stands', () => {
    expect(acrossMoments(['2024-08-04 15:00:00', '2024-08-04 16:00:00'], null).say(0)).toBe('Sun 4 Aug, 15:00');
  });

  test('counts rows, and takes any other name as it is', () => {
    const rows = acrossMoments(['1204', '1205'], null);
    expect([rows.say(0), rows.tick?.(1), rows.label]).toEqual(['Row 1,204', '1,205', 'Row']);
    expect(acrossMoments(['spring', 'summer'], null).say(1)).toBe('summer');
    const named = acrossMoments(['1964', '1965'], 'year');
    expect([named.say(0), named.tick?.(1), named.label]).toEqual(['year 1964', '1965', 'year']);
    expect(acrossMoments([], null).domain).toEqual([0, 1]);
  });
});
