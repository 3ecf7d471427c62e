import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BuildEnvironment, defineConfig } from 'vite';

// The parts that need no Electron: the engine process, the server for a browser, the command line.
// Each is one file of its own: it starts something when it is loaded, so none may be loaded by another for a shared piece.

const parts = {
  engine: 'engine/host/index.ts',
  web: 'electron/web/index.ts',
  cli: 'engine/cli/index.ts',
  // Goes out with exports, for a browser's page as for Node.
  unroll_layers: 'engine/export/companion.ts',
};

/** Native modules and what loads them stay in node_modules. */
const native = ['@tensorflow/tfjs', '@tensorflow/tfjs-node', '@duckdb/node-api', '@duckdb/node-bindings'];

const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, 'package.json'), 'utf8')) as { version: string };

/** Asked of the library itself, in a process of its own: loading it takes a second, which the engine must not spend to say it. */
function tensorflowVersion(): string {
  const script =
    "require('node:util').isNullOrUndefined ??= (v) => v == null; console.log(require('@tensorflow/tfjs-node').backend().binding.TF_Version)";
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' };
  return execFileSync(process.execPath, ['-e', script], {
    cwd: import.meta.dirname,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

/** A script of its own, which leaves its functions on `globalThis` where there are no modules. */
const isScript = (name: string) => name === 'unroll_layers';

const environment = (name: string, entry: string) => ({
  consumer: 'server' as const,
  resolve: { noExternal: true as const, external: native },
  build: {
    outDir: 'out/node',
    emptyOutDir: false,
    target: 'node16',
    minify: false,
    rollupOptions: {
      input: { [name]: resolve(import.meta.dirname, entry) },
      output: {
        format: isScript(name) ? ('umd' as const) : ('cjs' as const),
        ...(isScript(name) ? { name: 'globalThis', extend: true } : {}),
        entryFileNames: `${name.replace('_', '-')}.js`,
        codeSplitting: false,
      },
    },
  },
});

export default defineConfig({
  builder: {
    buildApp: async (builder) => {
      for (const name of Object.keys(parts)) await builder.build(builder.environments[name] as BuildEnvironment);
    },
  },
  publicDir: false,
  define: { __UNROLL_VERSION__: JSON.stringify(version), __TENSORFLOW_VERSION__: JSON.stringify(tensorflowVersion()) },
  environments: Object.fromEntries(Object.entries(parts).map(([name, entry]) => [name, environment(name, entry)])),
});
