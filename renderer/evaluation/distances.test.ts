import { expect, test } from 'vitest';
import { distances } from './distances';

test.each([
  [1, 1, [1]],
  [2, 1, [1, 2]],
  [10, 1, [1, 3, 6, 10]],
  [10, 5, [1, 3, 5, 6, 10]],
  [24, 24, [1, 8, 15, 24]],
])('of a horizon of %d, with %d chosen, %j are offered', (horizon, chosen, offered) => expect(distances(horizon, chosen)).toEqual(offered));
