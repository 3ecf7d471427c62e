// Keras and PyTorch in a Python environment of their own, for `npm run parity -- --live` and `npm run bench -- --peers`.
// Nothing else needs them: what the tests compare with is stored beside them.
const fs = require('node:fs');
const path = require('node:path');
const { cache, SetupError, say, run, runs, marker } = require('./step');

const PACKAGES = {
  keras: ['tensorflow-cpu==2.21.0', 'keras==3.15.0', 'numpy'],
  torch: ['torch==2.15.0'],
};

const environment = path.join(cache, 'peers');
const interpreter = path.join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** → path of the Python interpreter that has the named peers. names: keys of PACKAGES. */
function installPeers(names) {
  if (!fs.existsSync(interpreter)) {
    if (!runs('python3', ['--version'])) throw new SetupError('Python 3 is needed to run Keras and PyTorch: install it and start again.');
    say('peers: making a Python environment');
    run('python3', ['-m', 'venv', environment]);
  }
  for (const name of names) {
    const done = marker(`peers-${name}`);
    const packages = PACKAGES[name];
    if (done.has(packages.join(' '))) continue;
    say(`peers: installing ${packages.join(', ')}`);
    run(interpreter, ['-m', 'pip', 'install', '--quiet', ...packages], { minutes: 30 });
    done.set(packages.join(' '));
  }
  return interpreter;
}

module.exports = { installPeers };
