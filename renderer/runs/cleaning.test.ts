import { describe, expect, test } from 'vitest';
import type { RunSummary } from '../../engine/api';
import { allButTheBest, candidatesOf, chosenOf, sayDisk, sayOutcome, saySize, sayWords, toggled } from './cleaning';

const run = (day: number, word: string, more: Partial<RunSummary> = {}): RunSummary => ({
  run: `2026-11-${day}T10-00-00-${word}`,
  word,
  startedAt: `2026-11-${day}T10:00:00Z`,
  state: 'finished',
  epochs: 2,
  batch: 0,
  epochsPlanned: 2,
  elsewhere: false,
  seconds: 9,
  fingerprint: 'f',
  recipe: 'r',
  seed: 1,
  parameters: 10,
  architecture: 'LSTM 2',
  optimiser: 'adam',
  last: { loss: 1 },
  best: null,
  hasCheckpoint: true,
  note: null,
  bytes: 1_000_000,
  ...more,
});

const maple = run(20, 'maple', { last: { loss: 0.5 } });
const cedar = run(22, 'cedar', { last: { loss: 0.3 }, bytes: 200_000 });
const birch = run(23, 'birch', { state: 'running', last: { loss: 0.1 } });
const oak = run(24, 'oak', { state: 'paused' });
const ash = { run: '2026-11-21T10-00-00-ash', word: 'ash', why: 'Its run.json is missing.', bytes: 340 };
const all = candidatesOf([oak, birch, cedar, maple], [ash]);
const wordsOf = (runs: Iterable<string>) => [...runs].map((name) => name.slice(name.lastIndexOf('-') + 1));

describe('what can be cleaned up', () => {
  test('is every run, newest first, those that cannot be read among the others', () => {
    expect(all.map(({ word }) => word)).toEqual(['oak', 'birch', 'cedar', 'ash', 'maple']);
    expect(all[3]?.of).toEqual({ is: 'unreadable', why: 'Its run.json is missing.' });
  });

  test('is not a run under way, and it says so', () => {
    const under = 'It is under way: stop it first.';
    expect(all.map(({ blocked }) => blocked)).toEqual([under, under, null, null, null]);
  });

  test('has a best of those that have ended, whatever one under way has come to', () => {
    expect(all.filter(({ best }) => best).map(({ word }) => word)).toEqual(['cedar']);
  });
});

describe('choosing', () => {
  test('all but the best leaves the best and what is under way', () => {
    expect(wordsOf(allButTheBest(all))).toEqual(['ash', 'maple']);
  });

  test('all but the best leaves every one that is as good, and one that is alone', () => {
    const twin = run(25, 'twin', { last: { loss: 0.3 } });
    expect(wordsOf(allButTheBest(candidatesOf([twin, cedar, maple], [])))).toEqual(['maple']);
    expect(wordsOf(allButTheBest(candidatesOf([maple], [])))).toEqual([]);
  });

  test('takes all where none has a result', () => {
    const candidates = candidatesOf([run(25, 'fir', { last: { loss: null } })], [ash]);
    expect(wordsOf(allButTheBest(candidates))).toEqual(['fir', 'ash']);
  });

  test('adds a run and takes it off again, and leaves what was given as it was', () => {
    const none = new Set<string>();
    const one = toggled(none, maple.run);
    expect([...one]).toEqual([maple.run]);
    expect([...toggled(one, maple.run)]).toEqual([]);
    expect([none.size, one.size]).toEqual([0, 1]);
  });

  test('forgets a run that has gone, or that is under way by now', () => {
    const chosen = new Set([maple.run, cedar.run, birch.run, 'gone']);
    expect(chosenOf(all, chosen).map(({ word }) => word)).toEqual(['cedar', 'maple']);
  });
});

describe('cleaning up says', () => {
  test('what runs take', () => {
    expect(sayDisk([maple, cedar])).toBe('2 runs take 1.2 MB on the disk');
    expect(sayDisk([ash])).toBe('1 run takes 340 bytes on the disk');
    expect(saySize([maple, cedar])).toBe('2 runs, 1.2 MB');
  });

  test('their words', () => {
    expect([[], [maple], [maple, cedar], [maple, cedar, ash]].map(sayWords)).toEqual([
      '',
      'maple',
      'maple and cedar',
      'maple, cedar and ash',
    ]);
  });

  test('what was removed, and what could not be with its reason, once', () => {
    expect(sayOutcome([maple], [])).toBe('maple was removed: 1.0 MB.');
    const held = 'This run is under way: stop it first.';
    const left = [
      { word: 'elm', why: held },
      { word: 'fir', why: 'Access was denied.' },
      { word: 'fig', why: held },
    ];
    expect(sayOutcome([maple, cedar], left)).toBe(
      'maple and cedar were removed: 1.2 MB. elm and fig could not be removed: This run is under way: stop it first. fir could not be removed: Access was denied.',
    );
    expect(sayOutcome([], left.slice(1, 2))).toBe('fir could not be removed: Access was denied.');
  });
});
