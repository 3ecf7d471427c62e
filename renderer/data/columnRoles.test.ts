import { describe, expect, test } from 'vitest';
import type { ColumnProfile } from '../../engine/api';
import { hasRole, roleBlocked, toggleRole } from './columnRoles';

const recipe = { features: ['rain', 'temp'], targets: ['temp'] };
const column = (name: string, type: ColumnProfile['type'] = 'number'): ColumnProfile => ({
  name,
  type,
  missing: 0,
  distinct: 3,
  numbers: null,
  span: null,
  picture: [],
});

describe('the roles of columns', () => {
  test('a column can be feature and target at once', () => {
    expect(hasRole(recipe, 'feature', 'temp')).toBe(true);
    expect(hasRole(recipe, 'target', 'temp')).toBe(true);
    expect(hasRole(recipe, 'target', 'rain')).toBe(false);
  });

  test('are given and taken in the order of the file', () => {
    const order = ['sun', 'rain', 'temp'];
    expect(toggleRole(recipe, 'feature', 'sun', order)).toEqual({ features: ['sun', 'rain', 'temp'] });
    expect(toggleRole(recipe, 'feature', 'rain', order)).toEqual({ features: ['temp'] });
    expect(recipe.features).toEqual(['rain', 'temp']);
  });

  test('the last one stays, and what holds no numbers gets none', () => {
    expect(roleBlocked(recipe, 'target', column('temp'))).toMatch(/At least one/);
    expect(roleBlocked(recipe, 'feature', column('temp'))).toBeUndefined();
    expect(roleBlocked(recipe, 'target', column('city', 'text'))).toMatch(/text holds no numbers/);
    expect(roleBlocked(recipe, 'feature', column('date', 'time'))).toMatch(/times/);
    expect(roleBlocked(recipe, 'feature', column('holiday', 'boolean'))).toBeUndefined();
  });
});
