import { check } from '../check';
import { floats } from '../nodes/testing/arguments';
import { chain } from '../nodes/testing/graphs';

// Prints the seconds that a check of 200 layers takes, for `npm run bench:window`.

const deep = chain(Array.from({ length: 198 }, () => ({ type: 'lstm', params: { returnSequences: true } })));
const data = { input: floats(10, 3), columns: ['a', 'b', 'c'], target: { is: 'values', shape: [1] } } as const;
const times = Array.from({ length: 60 }, () => {
  const begun = performance.now();
  check(deep, { data });
  return (performance.now() - begun) / 1000;
});
// The quickest: the others measure what else the machine does.
process.stdout.write(`${Math.min(...times)}\n`);
