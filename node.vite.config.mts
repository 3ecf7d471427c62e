import { resolve } from 'node:path';
import { type BuildEnvironment, defineConfig } from 'vite';

// The parts that need no Electron: the engine process, the server for a browser, the command line.
// Each is one file of its own: it starts something when it is loaded, so none may be loaded by another for a shared piece.

const parts = { engine: 'engine/host/index.ts', web: 'electron/web/index.ts', cli: 'engine/cli/index.ts' };

/** Native modules and what loads them stay in node_modules. */
const native = ['@tensorflow/tfjs', '@tensorflow/tfjs-node', '@duckdb/node-api'];

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
      output: { format: 'cjs' as const, entryFileNames: '[name].js', codeSplitting: false },
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
  environments: Object.fromEntries(Object.entries(parts).map(([name, entry]) => [name, environment(name, entry)])),
});
