import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname

/** While the window is developed in a browser, its server passes the connection on to the headless host. */
const HEADLESS_HOST = 'http://127.0.0.1:4599'

export default defineConfig({
  main: {
    build: {
      outDir: join(root, 'out/main'),
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          index: join(root, 'src-main/electron/main.ts'),
          headless: join(root, 'src-main/headless/main.ts'),
          cli: join(root, 'src-main/cli/main.ts'),
          'engine-thread': join(root, 'src-main/node/engine-thread.ts'),
          'proof-thread': join(root, 'src-main/node/proof-thread.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: join(root, 'out/preload'),
      rolldownOptions: {
        input: { index: join(root, 'src-main/electron/preload.ts') },
        // CommonJS, because a sandboxed preload script can be nothing else.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'src-renderer'),
    plugins: [vue()],
    worker: { format: 'es' },
    server: {
      proxy: {
        '^/rpc$': { target: HEADLESS_HOST, ws: true },
        '^/session([?]|$)': { target: HEADLESS_HOST },
      },
    },
    build: {
      outDir: join(root, 'out/renderer'),
      emptyOutDir: true,
      minify: true,
      // The editor is one large chunk, loaded when the first editor is shown.
      chunkSizeWarningLimit: 6_000,
      rolldownOptions: {
        input: join(root, 'src-renderer/index.html'),
        // The contract and the engine's cores only declare things: what the window does not use of them (the schemas
        // that the host checks calls with, and the library behind them) stays out of its start.
        treeshake: { moduleSideEffects: id => !/[\\/](src-main[\\/]contract|src-engine)[\\/]/.test(id) },
      },
    },
  },
})
