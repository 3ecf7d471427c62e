// Debian's packages that the tests need: a virtual display, the libraries of the desktop window, a browser.
const fs = require('node:fs');
const { SetupError, say, run, runs } = require('./step');

const NEEDED = [
  { package: 'xvfb', has: () => fs.existsSync('/usr/bin/Xvfb') },
  { package: 'libgtk-3-0', has: () => hasLibrary('libgtk-3.so.0') },
  { package: 'libnss3', has: () => hasLibrary('libnss3.so') },
  { package: 'libasound2', has: () => hasLibrary('libasound.so.2') },
  { package: 'libgbm1', has: () => hasLibrary('libgbm.so.1') },
  { package: 'chromium', has: () => fs.existsSync('/usr/bin/chromium') },
];

function hasLibrary(name) {
  return run('/sbin/ldconfig', ['-p']).includes(name);
}

function installSystemPackages() {
  if (process.platform !== 'linux') return;
  const missing = NEEDED.filter((need) => !need.has()).map((need) => need.package);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid() !== 0 || !runs('apt-get', ['--version'])) {
    throw new SetupError(`The tests need ${missing.join(', ')}. Install them and start again, on Debian with: sudo ${command}`);
  }
  say(`system packages: installing ${missing.join(', ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update'], { env });
  run('apt-get', command.split(' ').slice(1), { env });
}

module.exports = { installSystemPackages };
