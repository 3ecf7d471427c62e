// `npm test`: every check in turn; one line each, and what a failing one printed. The last line is the sum.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { failedSpecs, failedUnits } = require('./failures');
const { root } = require('./step');

/** Fewer modules than this and the import rules saw nothing worth the name. */
const MIN_MODULES = 60;

/** Milliseconds after which a check hangs. */
const LONGEST = 30 * 60_000;

const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'unroll-check-'));
const report = (name) => path.join(reports, name);

const single = () => ({ passed: 1, failed: 0 });

const CHECKS = [
  { name: 'types', command: [bin('tsc'), '-p', '.', '--pretty', 'false'], count: single },
  { name: 'style', command: [bin('biome'), 'check', '--error-on-warnings', '.'], count: single },
  {
    name: 'import rules',
    command: [bin('depcruise'), 'engine', 'electron', 'renderer', 'e2e', '--config', '.dependency-cruiser.cjs'],
    count: (printed) => {
      const modules = Number(/\b(\d+) modules, \d+ dependencies cruised/.exec(printed)?.[1] ?? 0);
      if (modules < MIN_MODULES) throw new Error(`import rules saw ${modules} modules, fewer than ${MIN_MODULES}`);
      return { passed: 1, failed: 0 };
    },
  },
  { name: 'unused code', command: [bin('knip')], count: single },
  { name: 'build', command: ['npm', 'run', '--silent', 'build'], count: single },
  {
    name: 'unit tests',
    command: [bin('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report('vitest.json')}`],
    count: () => {
      const seen = JSON.parse(fs.readFileSync(report('vitest.json'), 'utf8'));
      const { numPassedTests, numFailedTests, numPendingTests, numTotalTestSuites } = seen;
      if (numPendingTests > 0) throw new Error(`${numPendingTests} unit tests were skipped`);
      if (numTotalTestSuites === 0) throw new Error('no unit tests were found');
      return { passed: numPassedTests, failed: numFailedTests, tests: failedUnits(seen) };
    },
  },
  { name: 'native tests', command: ['npm', 'run', '--silent', 'native-tests'], count: single },
  // Says times, but fails only where layers run that should be fused and are not.
  { name: 'benchmark, briefly', command: ['npm', 'run', '--silent', 'bench', '--', '--quick'], count: single },
  {
    name: 'end-to-end tests',
    command: [bin('playwright'), 'test', '--reporter=line,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report('playwright.json') },
    display: true,
    count: () => {
      const seen = JSON.parse(fs.readFileSync(report('playwright.json'), 'utf8'));
      const { expected, unexpected, flaky, skipped } = seen.stats;
      if (skipped > 0) throw new Error(`${skipped} end-to-end tests were skipped`);
      if (expected + unexpected + flaky === 0) throw new Error('no end-to-end tests were found');
      return { passed: expected, failed: unexpected + flaky, tests: failedSpecs(seen.suites) };
    },
  },
];

/**
 * Under Linux without a display the desktop window opens on a virtual one, so large that the pointer in its middle stands beside
 * a window in its corner: it would hover over things that a test does not mean.
 */
function onDisplay(command) {
  if (process.platform !== 'linux' || process.env.DISPLAY) return command;
  return ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 2880x1800x24', ...command];
}

/** Without colours and without Node's warning of one wish for colours against another, which are noise in a log. */
function plainEnvironment() {
  const { FORCE_COLOR: _, NO_COLOR: __, ...env } = process.env;
  return { ...env, FORCE_COLOR: '0', CI: '1' };
}

let passed = 0;
let failed = 0;
const tests = [];
const only = process.argv.slice(2);
for (const check of CHECKS) {
  if (only.length > 0 && !only.some((name) => check.name.startsWith(name))) continue;
  const [program, ...args] = check.display ? onDisplay(check.command) : check.command;
  const started = Date.now();
  const done = spawnSync(program, args, {
    cwd: root,
    env: { ...plainEnvironment(), ...check.env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: LONGEST,
    killSignal: 'SIGKILL',
  });
  const printed = `${done.stdout ?? ''}${done.stderr ?? ''}`;
  let sum;
  try {
    sum = check.count(printed);
  } catch (error) {
    sum = { passed: 0, failed: 1, why: done.error?.code === 'ETIMEDOUT' ? 'it did not end' : error.message };
  }
  // A check that ended badly has failed, whatever it counted.
  if (done.status !== 0 && sum.failed === 0) sum = { ...sum, failed: 1, passed: sum.passed === 1 ? 0 : sum.passed };
  passed += sum.passed;
  failed += sum.failed;
  tests.push(...(sum.tests ?? []));
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  if (sum.failed > 0) process.stdout.write(`${printed}\n${sum.why ? `${sum.why}\n` : ''}`);
  process.stdout.write(`${sum.failed > 0 ? 'FAILED' : 'ok'}  ${check.name}: ${sum.passed} passed, ${sum.failed} failed (${seconds} s)\n`);
}
fs.rmSync(reports, { recursive: true, force: true });
if (tests.length > 0) process.stdout.write(`\n${tests.join('\n\n')}\n\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);
