import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonObject, type Migration, migrate, type Versions } from './migrate';

/** Each change writes down that it was made. */
function made(newest: number): Versions {
  const migrations = Array.from({ length: newest - 1 }, (_, index): Migration => {
    const to = index + 2;
    return { to, name: `change ${to}`, why: 'a test', up: (old) => ({ ...old, done: [...listOf(old), to] }) };
  });
  return { document: 'stamp album', newest, migrations };
}

function listOf({ done }: JsonObject): unknown[] {
  return Array.isArray(done) ? done : [];
}

/** Why a document is refused; throws where it is not. */
function refusalOf(value: unknown, versions: Versions) {
  const migrated = migrate(value, versions);
  if (migrated.is === 'current') throw new Error('It was not refused.');
  return migrated;
}

describe('a document', () => {
  test('of any older version goes through the later changes, in order and each once', () => {
    const versions = fc.integer({ min: 1, max: 9 }).chain((newest) => fc.tuple(fc.constant(newest), fc.integer({ min: 1, max: newest })));
    fc.assert(
      fc.property(versions, ([newest, from]) => {
        const done = Array.from({ length: newest - from }, (_, index) => from + 1 + index);
        const value = { version: newest, title: 'a', ...(done.length > 0 ? { done } : {}) };
        expect(migrate({ version: from, title: 'a' }, made(newest))).toEqual({ is: 'current', value, from });
      }),
    );
  });

  test('that says no version is of the first, and itself stays as it was', () => {
    const old = { title: 'a' };
    expect(migrate(old, made(2))).toEqual({ is: 'current', value: { title: 'a', done: [2], version: 2 }, from: 1 });
    expect(old).toEqual({ title: 'a' });
  });

  test('of a newer version is refused, and says what to do', () => {
    expect(refusalOf({ version: 4 }, made(3))).toEqual({
      is: 'refused',
      code: 'newer',
      text: 'The stamp album was saved by a newer Unroll (version 4; this one reads up to 3): update Unroll to open it.',
    });
  });

  test.each([[0], [-1], [1.5], ['1'], [null], [[1]], [{}], [1e300]])('whose version is %j is refused', (version) => {
    const { code, text } = refusalOf({ version }, made(3));
    expect(code).toBe('damaged');
    expect(text).toBe(
      `The stamp album is damaged: its version is ${JSON.stringify(version)}, which must be a whole number of 1 or more. Open an earlier copy.`,
    );
  });

  test.each([[null], [[]], ['text'], [7], [undefined]])('that is %j is refused', (value) => {
    expect(refusalOf(value, made(3))).toMatchObject({ code: 'damaged', text: expect.stringContaining('it is no JSON object') });
  });

  test('that a change cannot understand is refused with the reason', () => {
    const up = () => {
      throw new Error('there is no shelf');
    };
    const versions: Versions = { ...made(2), migrations: [{ to: 2, name: 'shelves', why: 'a test', up }] };
    expect(refusalOf({}, versions)).toMatchObject({
      code: 'damaged',
      text: 'The stamp album is of version 1 and could not be brought to version 2 (shelves: there is no shelf). Open an earlier copy.',
    });
  });

  test('is not read at all by a list of changes with a gap', () => {
    const { migrations } = made(4);
    const lists = [migrations.slice(1), migrations.slice(0, 2), [...migrations].reverse(), [...migrations, ...migrations]];
    for (const list of lists) {
      expect(() => migrate({}, { document: 'stamp album', newest: 4, migrations: list })).toThrow('must lead from 2 to 4');
    }
  });
});
