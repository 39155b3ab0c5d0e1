import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { installedTool } from './installed-tool.ts'
import { runStep } from './run-step.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'facet-console-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a console call that a test expects does not fail it', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  console.warn('expected')
  expect(warn).toHaveBeenCalledExactlyOnceWith('expected')
  vi.restoreAllMocks()
})

test('a console call that nobody expects fails the test that made it, and only that one', async () => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(
    join(folder, 'planted.test.ts'),
    `import { test, vi } from 'vitest'
     test('silent', () => {})
     test('loud', () => { vi.restoreAllMocks(); console.warn('%s is loud', 'this') })
     test('silent again', () => {})`,
  )
  const setup = join(import.meta.dirname, 'vitest-setup.ts')
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `export default { test: { setupFiles: [${JSON.stringify(setup)}], pool: 'threads' } }`,
  )
  const args = [installedTool('vitest'), 'run', '--root', folder, '--reporter=tap-flat']
  const { ok, output } = await runStep({ name: 'planted', command: process.execPath, args, env: { NO_COLOR: '1' } })
  expect(ok).toBe(false)
  expect(output).toMatch(/^ok 1 - .*silent/m)
  expect(output).toMatch(/^not ok 2 - .*loud/m)
  expect(output).toContain('console.warn: this is loud')
  expect(output).toMatch(/^ok 3 - .*silent again/m)
})
