import { expect, test } from 'vitest';
import { nameRun, wordOf } from './name';

test('runs are named by their time and a word that no other run of the project has', () => {
  const taken: string[] = [];
  for (let second = 0; second < 40; second++) taken.push(nameRun(new Date(Date.UTC(2026, 10, 20, 14, 32, second)), taken));
  expect(taken[0]).toMatch(/^2026-11-20T14-32-00-[a-z]+$/);
  expect([...taken].sort()).toEqual(taken);
  expect(new Set(taken.map(wordOf)).size).toBe(40);
});

test('words come again once all are taken', () => {
  const all = Array.from({ length: 200 }, (_, i) => nameRun(new Date(i * 1000), []));
  expect(nameRun(new Date(0), all)).toMatch(/-[a-z]+$/);
});
