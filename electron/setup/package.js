// `npm run package [-- folder]`: the program with its runtime in dist/ or in the folder, ready to be copied to another machine of this kind.
const fs = require('node:fs');
const path = require('node:path');
const { root, SetupError, say } = require('./step');
const { ensureBuilt } = require('./build');
const { findRuntime } = require('./runtime');

const tfjsNode = path.join('node_modules', '@tensorflow', 'tfjs-node');

/** Parts of packages that are read by nobody at run time: sources, maps, types, and the libraries, which are copied apart. */
const LEFT_OUT = [
  '**/*.{ts,map,md}',
  '**/{test,tests,docs,examples}/**',
  '@tensorflow/**/{src,scripts}/**',
  '@tensorflow/tfjs-node/deps/**',
];

function configuration(runtime, output) {
  return {
    appId: 'dev.unroll.designer',
    productName: 'Unroll',
    executableName: 'unroll',
    electronDist: runtime.dist,
    electronVersion: runtime.version,
    directories: { output, buildResources: 'resources' },
    files: ['out/**', '!out/built-from', 'package.json', 'resources/icon.png', ...LEFT_OUT.map((pattern) => `!node_modules/${pattern}`)],
    // What native code loads or reads must stand outside of the archive.
    asarUnpack: ['out/node/**', 'node_modules/**'],
    extraResources: ['templates', 'samples'].map((name) => ({ from: `resources/${name}`, to: name })),
    // The bindings are built already, and work for every release.
    npmRebuild: false,
    publish: null,
    afterPack: ({ appOutDir }) => finish(appOutDir),
    fileAssociations: [{ ext: 'unroll.json', name: 'Unroll project', mimeType: 'application/x-unroll+json' }],
    linux: { category: 'Education', target: 'dir' },
  };
}

/** TensorFlow's libraries, which are links here, and what only the runtime's own folder needs. */
function finish(folder) {
  const resources = path.join(folder, 'resources');
  for (const name of ['app', 'default_app.asar']) fs.rmSync(path.join(resources, name), { recursive: true, force: true });
  for (const name of ['.DirIcon', 'AppRun', 'fiftyone.desktop', 'fiftyone.png', 'usr', 'version']) {
    fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  copyLibraries(path.join(root, tfjsNode, 'deps', 'lib'), path.join(resources, 'app.asar.unpacked', tfjsNode, 'deps', 'lib'));
}

/** Each library once, under the first of its names; the others are links to it. */
function copyLibraries(from, to) {
  fs.mkdirSync(to, { recursive: true });
  const copied = new Map();
  for (const name of fs.readdirSync(from)) {
    const real = fs.realpathSync(path.join(from, name));
    const first = copied.get(real);
    if (first !== undefined) fs.symlinkSync(first, path.join(to, name));
    else {
      fs.copyFileSync(real, path.join(to, name), fs.constants.COPYFILE_FICLONE);
      copied.set(real, name);
    }
  }
}

async function packageProgram(output) {
  const runtime = findRuntime();
  if (!runtime) throw new SetupError('There is no Electron runtime on this machine to package the program with.');
  ensureBuilt();
  if (runtime.isOld) say(`packaging with Electron ${runtime.version}, an old release, because the current one could not be downloaded`);
  const { build, Platform } = require('electron-builder');
  await build({ targets: Platform.current().createTarget('dir'), config: configuration(runtime, output) });
}

packageProgram(path.resolve(process.argv[2] ?? path.join(root, 'dist'))).catch((error) => {
  process.stderr.write(`setup: ${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exit(1);
});
