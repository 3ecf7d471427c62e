// Makes a fresh machine ready: node electron/setup/install.js start|test. A second run finds everything done.
const { SetupError } = require('./step');
const { installPackages } = require('./packages');
const { installTensorflow } = require('./tensorflow');
const { installKernels } = require('./kernels');
const { installRuntime } = require('./runtime');
const { installSystemPackages } = require('./system');

try {
  installPackages();
  installTensorflow();
  installKernels();
  installRuntime();
  if (process.argv[2] === 'test') installSystemPackages();
} catch (error) {
  process.stderr.write(`setup: ${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exit(1);
}
