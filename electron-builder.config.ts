import type { Configuration } from 'electron-builder'

/** Everything but better-sqlite3 is bundled into `out`. */
export default {
  appId: 'dev.facet.workbench',
  productName: 'Facet',
  directories: { output: 'dist' },
  files: [
    'out/**',
    // The engine as a library is for programs; the application has it in its own bundle.
    '!out/engine/**',
    'package.json',
    'LICENSE',
    'NOTICE',
    'resources/gallery/**',
    'resources/samples/**',
    'scripts/facet.mjs',
    '!**/*.map',
    // optionalDependencies count as production: the tools among them would add 100 MB and more.
    '!node_modules/{node-*,@biomejs}/**',
    '!node_modules/better-sqlite3/{deps,src}/**',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in.
    '!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}).node',
    '!node_modules/node-addon-api/**',
  ],
  // The engine's thread is started from a real file, and a native module is loaded from one.
  asarUnpack: ['out/main/**', 'package.json', 'node_modules/better-sqlite3/**'],
  // Node-API prebuilds serve Node and Electron alike.
  npmRebuild: false,
  publish: null,
  linux: { target: ['AppImage'], category: 'Development' },
  mac: { target: ['dmg'], category: 'public.app-category.developer-tools' },
  win: { target: ['nsis'] },
} satisfies Configuration
