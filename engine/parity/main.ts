import { tensorflow } from '../kernels/tensorflow';
import { answer } from './answer';
import { layerCases } from './cases';
import { compare, LIMITS, limitsFor, toFixture, withinLimits } from './fixture';
import { programCases } from './programs';
import { askKeras } from './reference';
import { type ParityCase, requestOf } from './request';
import { readFixtures, writeFixtures } from './store';

/**
 * `npm run parity`            compares with the stored answers of Keras
 * `npm run parity -- --live`  asks an installed Keras, with fresh weights, inputs and targets
 * `npm run parity -- --live --seed=7` the same again with the seed that was printed
 * `npm run parity -- --store` asks it and stores its answers
 * `npm run parity -- programs` does so for one suite alone
 * `npm run parity -- attention --live` for the cases with the word in their names, `--store` likewise
 */
async function main(options: readonly string[]): Promise<number> {
  const live = options.includes('--live');
  const seed = options.find((option) => option.startsWith('--seed='))?.slice('--seed='.length);
  const tf = tensorflow();
  const all: Record<string, () => readonly ParityCase[] | Promise<readonly ParityCase[]>> = {
    layers: () => layerCases,
    programs: () => programCases(tf),
  };
  const suites = options.filter((option) => option in all);
  const words = options.filter((option) => !option.startsWith('--') && !(option in all));
  let failed = 0;
  for (const [suite, cases] of Object.entries(all)) {
    if (suites.length > 0 && !suites.includes(suite)) continue;
    const every = await cases();
    const stored = every.filter(({ name }) => words.every((word) => name.includes(word)));
    if (stored.length === 0) continue;
    const fresh = seed === undefined ? Math.floor(Math.random() * 1e6) : Number(seed);
    if (live) console.log(`${suite}: seed ${fresh}`);
    const asking = live ? stored.map((parity) => ({ ...parity, seed: fresh })) : stored;
    const requests = Object.fromEntries(asking.map((parity) => [parity.name, requestOf(parity)]));
    const fixtures = live || options.includes('--store') ? asked(requests) : readFixtures(suite);
    if (options.includes('--store')) {
      // Answers to cases that were not asked stay as they are; those of cases that are gone go.
      const known = words.length > 0 ? { ...readFixtures(suite), ...fixtures } : fixtures;
      writeFixtures(suite, Object.fromEntries(every.flatMap(({ name }) => (known[name] ? [[name, known[name]]] : []))));
    }
    for (const parity of asking) {
      const [request, fixture] = [requests[parity.name], fixtures[parity.name]];
      if (!request || !fixture) throw new Error(`There is no stored answer for "${parity.name}": run with --store.`);
      const differences = compare(answer(tf, parity, request), fixture);
      const limits = live ? limitsFor(fixture) : LIMITS;
      const ok = withinLimits(differences, limits);
      if (!ok) failed++;
      const shown = Object.entries(differences).map(([name, value]) => `${name} ${value.toExponential(1)}`);
      const wide = limits.loss > LIMITS.loss || limits.trained > LIMITS.trained;
      const why = wide ? `; rounding alone moves Keras's own loss by ${fixture.rounding.loss.toExponential(1)}` : '';
      console.log(`${ok ? 'equal ' : 'DIFFERS'} ${suite}: ${parity.name}: ${shown.join(', ')}${why}`);
    }
  }
  console.log(failed === 0 ? 'All equal Keras.' : `${failed} differ from Keras.`);
  return failed === 0 ? 0 : 1;
}

function asked(requests: Parameters<typeof askKeras>[0]) {
  const { keras, cases } = askKeras(requests);
  return Object.fromEntries(Object.entries(cases).map(([name, found]) => [name, toFixture(keras, found)]));
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
