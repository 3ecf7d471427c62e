// Which tests failed, by name with the first lines of why: the list at the end of `npm test`.
const path = require('node:path');
const { stripVTControlCharacters } = require('node:util');
const { root } = require('./step');

/** Lines of a message that are told. */
const TOLD_LINES = 12;

function told(name, message = '') {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return [name, ...lines.slice(0, TOLD_LINES).map((line) => `    ${line}`)].join('\n');
}

/** Failed tests of a vitest report. */
function failedUnits({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => told(`${path.relative(root, name)} › ${fullName}`, failureMessages[0])),
  );
}

/** Failed tests of a Playwright report's suites, which nest. */
function failedSpecs(suites = []) {
  return suites.flatMap(({ file, specs, suites: inner }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ projectName, results }) => told(`[${projectName}] ${file} › ${title}`, results.at(-1)?.error?.message)),
    ),
    ...failedSpecs(inner),
  ]);
}

module.exports = { failedUnits, failedSpecs };
