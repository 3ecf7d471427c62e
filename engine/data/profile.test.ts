import { describe, expect, it, test } from 'vitest';
import { jobKinds } from '../api';
import { looksTabular, profileSource } from './profile';
import { fileWith, places } from './testing';

const sample = (name: string) => profileSource({ is: 'sample', name }, places);
const isOfContract = (profile: unknown) => jobKinds.profile.result.parse(profile);

describe('the profile of a table', () => {
  it('says what stands in the weather of Seattle', async () => {
    const profile = await sample('seattle-weather.csv');
    isOfContract(profile);
    if (profile.is !== 'table') throw new Error('no table');
    expect(profile).toMatchObject({
      name: 'seattle-weather.csv',
      bytes: 48219,
      rows: 1461,
      dialect: { delimiter: ',', header: true },
      rejected: 0,
      suggestion: { time: 'date', targets: ['temp_max'], features: ['temp_max', 'precipitation', 'temp_min', 'wind'] },
      licence: 'Public domain, NOAA National Centers for Environmental Information',
    });
    const [date, , hottest, , , weather] = profile.columns;
    expect(date).toMatchObject({ type: 'time', span: { from: '2012-01-01T00:00:00.000Z', to: '2015-12-31T00:00:00.000Z' }, numbers: null });
    // As awk says.
    expect(hottest?.numbers?.min).toBe(-1.6);
    expect(hottest?.numbers?.max).toBe(35.6);
    expect(hottest?.numbers?.mean).toBeCloseTo(16.439, 3);
    expect(hottest?.numbers?.deviation).toBeCloseTo(7.347, 3);
    expect(hottest?.picture).toHaveLength(200);
    expect(weather).toMatchObject({ type: 'text', distinct: 5, missing: 0, picture: [] });
    expect(profile.preview).toHaveLength(50);
    expect(profile.preview[0]).toEqual(['2012-01-01', '0.0', '12.8', '5.0', '4.7', 'drizzle']);
  });

  it('tells numbers that are not finite by null', async () => {
    const profile = await profileSource({ is: 'file', path: fileWith('none.csv', 'a,b\n1,\n2,\n') }, places);
    isOfContract(profile);
    expect(profile.is === 'table' && profile.columns[1]).toMatchObject({ missing: 2, picture: [] });
  });

  it('is the one remembered while the file stays, and a new one when it changes', async () => {
    const path = fileWith('growing.csv', 'a,b\n1,2\n3,4\n');
    const first = await profileSource({ is: 'file', path }, places);
    expect(await profileSource({ is: 'file', path }, places)).toBe(first);
    fileWith('growing.csv', 'a,b\n1,2\n3,4\n5,6\n');
    expect(await profileSource({ is: 'file', path }, places)).toMatchObject({ rows: 3 });
  });
});

describe('the profile of a text', () => {
  it('counts lines, words and characters', async () => {
    const profile = await sample('moby-dick.txt');
    isOfContract(profile);
    expect(profile).toMatchObject({
      is: 'text',
      characters: 5303,
      distinctCharacters: 50,
      lines: 5,
      licence: 'Public domain, Herman Melville 1851',
    });
    expect(profile.is === 'text' && profile.head).toHaveLength(4000);
  });

  it('counts words by the rules of the tokenizer, and characters by code point', async () => {
    const profile = await profileSource({ is: 'inline', text: 'To be, or not\nto be? 🙂🙂' }, places);
    expect(profile).toMatchObject({ words: 7, distinctWords: 5, characters: 23, distinctCharacters: 12, lines: 2, licence: null });
  });

  test.each([
    ['binary.txt', Buffer.from([1, 2, 0, 3]), 'binary.txt cannot be read: it is no text but binary data.'],
    ['blank.txt', ' \n \n', 'blank.txt holds nothing but blanks: choose a file with data in it.'],
  ])('is refused for %s', async (name, content, text) => {
    await expect(profileSource({ is: 'file', path: fileWith(name, content) }, places)).rejects.toThrow(text);
  });
});

describe('a file of no telling name', () => {
  test.each([
    ['a table', 'a;b\n1,5;2\n3;4\n', true],
    ['a table of moments and numbers', 't\tx\n2020-01-01\t1\n2020-01-02\t2\n', true],
    ['prose with a comma on each line', 'To be, or not\nto be, that is\nthe question, friend\n', false],
    ['lines of different widths', '1,2\n1,2,3\n', false],
    ['one line', '1,2,3\n', false],
  ])('is %s when it looks like one', (_, text, tabular) => {
    expect(looksTabular(text)).toBe(tabular);
  });

  it('is read as what it looks like', async () => {
    const table = await profileSource({ is: 'file', path: fileWith('measured.dat', 'a;b\n1;2\n3;4\n') }, places);
    expect(table).toMatchObject({ is: 'table', rows: 2 });
    const pasted = await profileSource({ is: 'inline', text: 'a,b\n1,2\n3,4\n' }, places);
    expect(pasted).toMatchObject({ is: 'table', name: 'The text', rows: 2 });
  });
});
