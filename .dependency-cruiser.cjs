'use strict';
// Who may import whom: docs/architecture.md says why. Folders are listed from the ground up.

const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^(engine|electron|renderer|e2e)/', pathNot: [from, ...allowed] },
});

const pure = ['^engine/graph', '^engine/nodes'];
const described = [...pure, '^engine/project', '^engine/check', '^engine/api'];
/** What of `project` reads and writes files, and so is not for the window. */
const files = '^engine/project/(file|atomicFile|failure|resources|owner|lock|sealed|testing/faultyDisk|versions/original)\\.';
const work = ['data', 'model', 'kernels', 'train', 'evaluate', 'inspect', 'tune', 'export', 'import'].map((name) => `^engine/${name}/`);

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    only('graph-stands-alone', '^engine/graph/', []),
    only('nodes-know-graph', '^engine/nodes/', ['^engine/graph']),
    only('project-knows-nodes', '^engine/project/', pure),
    only('check-knows-project', '^engine/check/', [...pure, '^engine/project']),
    only('summary-knows-check', '^engine/summary/', [...pure, '^engine/project', '^engine/check']),
    only('api-knows-check', '^engine/api/', [...pure, '^engine/project', '^engine/check']),
    only('engine-parts', '^engine/(data|model|kernels|train|evaluate|inspect|tune|export|import)/', [...described, ...work]),
    {
      name: 'engine-parts-know-no-transport',
      severity: 'error',
      from: { path: work },
      to: { path: '^engine/(host|cli|bench)/|^engine/api/(transport|client|server)' },
    },
    only('host-and-cli', '^engine/(host|cli|bench)/', ['^engine/']),
    // The shell keeps documents (drafts, recent files) and forks the engine; it never looks into the engine's work.
    only('electron', '^electron/', ['^engine/api', '^engine/project', '^engine/host/(fork|parent|versions)\\.ts$']),
    {
      name: 'web-without-electron',
      severity: 'error',
      from: { path: '^electron/(web|engine|shell)/' },
      to: { path: '^electron$|/node_modules/electron/|^electron/(main|preload)' },
    },
    {
      name: 'shell-stands-below',
      severity: 'error',
      from: { path: '^electron/(engine|shell)/' },
      to: { path: '^electron/(main|web)/' },
    },
    only('renderer', '^renderer/', [...described, '^engine/summary/']),
    {
      name: 'one-transport',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/transport/' },
      to: { path: '^renderer/transport/(desktop|browser)' },
    },
    {
      name: 'window-has-no-node',
      severity: 'error',
      from: { path: '^(renderer|engine/(graph|nodes|project|check|api|summary))/', pathNot: ['\\.test\\.tsx?$', files] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'window-reads-no-files',
      severity: 'error',
      from: { path: '^(renderer|engine/(project|check|api|summary))/', pathNot: [files, '^engine/project/(testing/|.*\\.test\\.ts$)'] },
      to: { path: files },
    },
    {
      name: 'tfjs-as-type-in-nodes',
      severity: 'error',
      from: { path: '^(renderer|engine/(graph|nodes|project|check|api|summary))/' },
      to: { path: '@tensorflow', dependencyTypesNot: ['type-only'] },
    },
    // The desktop is started with the runtime that set-up found, in the build that it made.
    only('e2e', '^e2e/', ['^resources/', '^electron/setup/(runtime|build)']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
