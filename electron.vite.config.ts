import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Main process, preload and renderer. Engine, browser server and command line: node.vite.config.mts.

// The code runs on Electron 22 (Node 16, Chromium 108) and on every later release; electron-vite reads the version from here.
process.env.ELECTRON_MAJOR_VER ??= '22';

const at = (path: string) => resolve(import.meta.dirname, path);

/** CommonJS, because a sandboxed preload can load nothing else. */
const forElectron = (folder: 'main' | 'preload') => ({
  build: {
    target: 'node16',
    externalizeDeps: false,
    rollupOptions: {
      external: ['electron'],
      input: { index: at(`electron/${folder}/index.ts`) },
      output: { format: 'cjs' as const, entryFileNames: '[name].js' },
    },
  },
});

export default defineConfig({
  main: forElectron('main'),
  preload: forElectron('preload'),
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      target: 'chrome108',
      rollupOptions: { input: { index: at('renderer/index.html') } },
    },
  },
});
