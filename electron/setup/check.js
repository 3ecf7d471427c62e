// `npm test`: every check in turn; one line each, and what a failing one printed. The last line is the sum.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { failedSpecs, failedUnits } = require('./failures');
const { root } = require('./step');

/** Fewer modules than this and the import rules saw nothing worth the name. */
const MIN_MODULES = 60;

/**
 * Milliseconds without a word after which a check hangs. How long one takes as a whole says nothing: a slow machine is no hang, and
 * every test has a limit of its own. The silent checks (types, style, rules) take a minute at most.
 */
const LONGEST_SILENCE = 10 * 60_000;

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

/** Ends the check under way. */
let endCurrent = () => {};

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    endCurrent();
    process.exit(1);
  });
}

/** Runs one command. → what it printed, whether it ended well, and whether it had to be ended because nothing came from it any more. */
function run([program, ...args], env) {
  return new Promise((resolve) => {
    // A group of its own, so that what it started ends with it.
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
    const printed = [];
    let hangs = false;
    let timer;
    const kill = () => {
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
      } catch {
        // It ended just now.
      }
    };
    endCurrent = kill;
    const end = () => {
      hangs = true;
      kill();
    };
    const hear = (piece) => {
      if (piece) printed.push(piece);
      clearTimeout(timer);
      timer = setTimeout(end, LONGEST_SILENCE);
    };
    hear();
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const done = (ok) => {
      clearTimeout(timer);
      resolve({ printed: Buffer.concat(printed).toString('utf8'), ok, hangs });
    };
    child.once('error', (error) => {
      printed.push(Buffer.from(error.message));
      done(false);
    });
    child.once('close', (code) => done(code === 0));
  });
}

/** One check: its line, and what it printed where it failed. → its sum. */
async function carryOut(check) {
  const started = Date.now();
  const { printed, ok, hangs } = await run(check.display ? onDisplay(check.command) : check.command, {
    ...plainEnvironment(),
    ...check.env,
  });
  let sum;
  try {
    sum = check.count(printed);
  } catch (error) {
    sum = { passed: 0, failed: 1, why: hangs ? `it said nothing for ${LONGEST_SILENCE / 60_000} minutes and was ended` : error.message };
  }
  // A check that ended badly has failed, whatever it counted.
  if (!ok && sum.failed === 0) sum = { ...sum, failed: 1, passed: sum.passed === 1 ? 0 : sum.passed };
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  if (sum.failed > 0) process.stdout.write(`${printed}\n${sum.why ? `${sum.why}\n` : ''}`);
  process.stdout.write(`${sum.failed > 0 ? 'FAILED' : 'ok'}  ${check.name}: ${sum.passed} passed, ${sum.failed} failed (${seconds} s)\n`);
  return sum;
}

async function main() {
  let passed = 0;
  let failed = 0;
  const tests = [];
  const only = process.argv.slice(2);
  for (const check of CHECKS) {
    if (only.length > 0 && !only.some((name) => check.name.startsWith(name))) continue;
    const sum = await carryOut(check);
    passed += sum.passed;
    failed += sum.failed;
    tests.push(...(sum.tests ?? []));
  }
  fs.rmSync(reports, { recursive: true, force: true });
  if (tests.length > 0) process.stdout.write(`\n${tests.join('\n\n')}\n\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main();
