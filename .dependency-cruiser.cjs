/**
 * The import graph of the house, as errors. docs/architecture.md says why each arrow points the way it does;
 * scripts/graph-rules.test.ts plants violations in a toy tree and sees each of these rules report.
 */
const DOORS = '^src-engine/(dynamo|modeling)/index[.]ts$'
const TEST = '[.]test[.]ts$'
const RUNNERS = 'node_modules/(vitest|fast-check|decimal[.]js)/'
/** The two libraries the pure modeling core may use: YAML is printed and parsed by a library made for it. */
const MODELING_LIBRARIES = 'node_modules/yaml/'
const rule = (name, from, to) => ({ name, severity: 'error', from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule('nothing-unresolved', {}, { couldNotResolve: true, pathNot: '[?](worker|url|raw|nodeWorker)|^virtual:' }),
    rule(
      'dynamo-imports-nothing-but-itself',
      { path: '^src-engine/dynamo/', pathNot: TEST },
      { pathNot: '^src-engine/dynamo/' },
    ),
    rule(
      'modeling-imports-only-the-dynamo-door',
      { path: '^src-engine/modeling/', pathNot: TEST },
      { pathNot: ['^src-engine/modeling/', '^src-engine/dynamo/index[.]ts$', MODELING_LIBRARIES] },
    ),
    rule(
      'tests-of-pure-code-stay-pure',
      { path: '^src-engine/(dynamo|modeling)/.+[.]test[.]ts$' },
      {
        pathNot: [
          '^src-engine/(dynamo|modeling)/',
          RUNNERS,
          MODELING_LIBRARIES,
          '^e2e/fixtures/models/',
          '^resources/(gallery|prices)/',
          '^(node:)?(fs|path|url)(/promises)?$',
        ],
      },
    ),
    rule(
      'engine-runtime-ignores-modeling',
      { path: '^src-engine/', pathNot: '^src-engine/(modeling|testing/agreement)/' },
      { path: '^src-engine/modeling/' },
    ),
    rule(
      'engine-knows-no-host',
      { path: '^src-engine/' },
      { path: ['^src-(main|renderer)/', 'node_modules/(electron|vue|pinia)/'] },
    ),
    rule('sqlite-only-in-storage', { pathNot: '^src-engine/storage/' }, { path: 'node_modules/better-sqlite3/' }),
    rule(
      'operations-are-strangers',
      { path: '^src-engine/operations/([^/]+)[.]ts$', pathNot: ['registry[.]ts$', TEST] },
      { path: '^src-engine/operations/[^/]+[.]ts$', pathNot: '^src-engine/operations/operation[.]ts$' },
    ),
    rule(
      'main-enters-engine-by-a-door',
      { path: '^src-main/' },
      { path: '^src-engine/', pathNot: ['^src-engine/index[.]ts$', DOORS] },
    ),
    rule(
      'contract-is-pure',
      { path: '^src-main/contract/', pathNot: TEST },
      { pathNot: ['^src-main/contract/', DOORS, 'node_modules/(zod|@orpc/contract)/'] },
    ),
    rule(
      'host-knows-no-shell',
      { path: '^src-main/host/', pathNot: TEST },
      { path: ['^src-main/(node|electron|headless|cli)/', '^src-engine/index[.]ts$'] },
    ),
    rule(
      'shells-are-strangers-to-each-other',
      { path: '^src-main/(electron|headless|cli)/' },
      { path: '^src-main/(electron|headless|cli)/', pathNot: '^src-main/$1/' },
    ),
    rule(
      'electron-only-in-its-shell',
      { pathNot: '^(src-main/electron/|electron-builder[.]config)' },
      { path: '(^|/)node_modules/electron/' },
    ),
    rule(
      'renderer-sees-contract-and-pure-doors',
      { path: '^src-renderer/', pathNot: TEST },
      { path: '^src-(main|engine)/', pathNot: ['^src-main/contract/index[.]ts$', DOORS] },
    ),
    rule('renderer-has-no-node', { path: '^src-renderer/', pathNot: TEST }, { dependencyTypes: ['core'] }),
    rule(
      'features-are-strangers',
      { path: '^src-renderer/features/([^/]+)/' },
      { path: '^src-renderer/features/', pathNot: '^src-renderer/features/$1/' },
    ),
    rule(
      'ui-and-stores-know-no-feature',
      { path: '^src-renderer/(ui|stores)/', pathNot: TEST },
      { path: '^src-renderer/(features|app|shell)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.vue', '.mjs', '.cjs', '.js', '.json'],
    },
  },
}
