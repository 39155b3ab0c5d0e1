import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { requireModernNode } from './scripts/require-modern-node.ts'

requireModernNode('vitest')

/**
 * Five kinds of test, by what they need:
 * - `engine`: nothing but Node
 * - `processes`: programs of their own: killed servers, Terraform, cfn-lint
 * - `conformance`: an endpoint, by default one of ours in this process
 * - `ui`: a DOM
 * - `built`: the result of `npm run build`
 */
export default defineConfig({
  test: {
    // A DOM or a server that hangs is a failure with a place, not a test run that never ends.
    testTimeout: 15_000,
    hookTimeout: 30_000,
    setupFiles: ['scripts/vitest-setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'engine',
          environment: 'node',
          include: ['src-engine/**/*.test.ts', 'src-main/**/*.test.ts', 'scripts/**/*.test.ts', 'e2e/**/*.test.ts'],
          exclude: ['**/*.built.test.ts', 'scripts/fixtures/**', 'e2e/{specs,conformance,durability,shipping}/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          environment: 'node',
          include: ['e2e/{durability,shipping}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        plugins: [vue()],
        test: { name: 'ui', environment: 'happy-dom', include: ['src-renderer/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'conformance',
          environment: 'node',
          include: ['e2e/conformance/**/*.test.ts'],
          setupFiles: ['e2e/conformance/setup.ts'],
          // One client, one engine and one set of tables per worker instead of per file.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'built',
          environment: 'node',
          include: ['src-main/**/*.built.test.ts', 'e2e/**/*.built.test.ts', 'scripts/**/*.built.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // They start servers and pack the application: side by side they would only wait for each other.
          fileParallelism: false,
        },
      },
    ],
  },
})
