import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { biomeCommand } from './biome.ts'
import { installedTool } from './installed-tool.ts'
import { runStep } from './run-step.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'facet-lint-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const file of ['biome.json', 'eslint.config.js', 'tsconfig.base.json', 'tsconfig.node.json']) {
    cpSync(join(root, file), join(folder, file))
  }
  write('package.json', '{ "type": "module" }')
})

describe('typed lint', () => {
  const PLANTS: readonly [rule: string, path: string, text: string][] = [
    ['@typescript-eslint/no-floating-promises', 'src-main/node/a.ts', 'Promise.resolve(1)\n'],
    ['@typescript-eslint/no-misused-promises', 'src-main/node/b.ts', '[1].forEach(async () => {})\n'],
    ['@typescript-eslint/await-thenable', 'src-main/node/c.ts', 'export const a = async () => await 1\n'],
    [
      '@typescript-eslint/switch-exhaustiveness-check',
      'src-engine/dynamo/d.ts',
      "export const a = (b: 'x' | 'y') => {\n  switch (b) {\n    case 'x':\n      return 1\n  }\n  return 2\n}\n",
    ],
    ['no-restricted-properties', 'src-engine/operations/e.ts', 'export const a = () => Date.now()\n'],
    ['no-restricted-properties', 'src-main/host/f.ts', 'export const a = () => Math.random()\n'],
    ['no-restricted-syntax', 'src-main/contract/g.ts', 'export const a = () => new Date()\n'],
  ]
  const ALLOWED = ['src-engine/system-ports.ts', 'src-main/node/clock.ts', 'src-engine/clock.test.ts']
  const found = new Map<string, (string | null)[]>()

  beforeAll(async () => {
    for (const [, path, text] of PLANTS) write(path, text)
    for (const path of ALLOWED) write(path, 'export const now = () => [Date.now(), new Date(), Math.random()]\n')
    const args = [
      installedTool('eslint'),
      '--format',
      'json',
      '--no-error-on-unmatched-pattern',
      'src-engine',
      'src-main',
    ]
    const { output } = await runStep({ name: 'eslint', command: process.execPath, args, cwd: folder })
    const reports = JSON.parse(output) as { filePath: string; messages: { ruleId: string | null }[] }[]
    for (const { filePath, messages } of reports) {
      const path = filePath.slice(filePath.indexOf('src-'))
      found.set(
        path,
        messages.map(message => message.ruleId),
      )
    }
  })

  for (const [rule, path] of PLANTS) test(`${rule} in ${path}`, () => expect(found.get(path)).toEqual([rule]))
  for (const path of ALLOWED) test(`the clock may be read in ${path}`, () => expect(found.get(path)).toEqual([]))
})

describe('format and lint', () => {
  const PLANTS: readonly [rule: string, path: string, text: string][] = [
    ['noExplicitAny', 'src-engine/a.ts', 'export const a = (b: any) => b\n'],
    ['noNonNullAssertion', 'src-engine/b.ts', 'export const a = (b?: string) => b!.length\n'],
    ['noTsIgnore', 'src-engine/c.ts', '// @ts-ignore\nexport const a: string = 1\n'],
    ['noFocusedTests', 'src-engine/d.test.ts', "import { test } from 'vitest'\n\ntest.only('a', () => {})\n"],
    ['noSkippedTests', 'src-engine/e.test.ts', "import { test } from 'vitest'\n\ntest.skip('a', () => {})\n"],
    ['noConsole', 'src-main/host/f.ts', "console.log('a')\n"],
    ['format', 'src-engine/g.ts', 'export const a = "b";\n'],
    [
      'noUnusedVariables',
      'src-renderer/H.vue',
      '<script setup lang="ts">\nconst unused = 1\n</script>\n\n<template>\n  <p>text</p>\n</template>\n',
    ],
  ]

  for (const [rule, path, text] of PLANTS) {
    test(`${rule} in ${path}`, async () => {
      write(path, text)
      const { command, args } = biomeCommand()
      const check = [...args, 'check', '--vcs-enabled=false', '--error-on-warnings', path]
      const { ok, output } = await runStep({ name: 'biome', command, args: check, cwd: folder })
      expect(output).toContain(rule)
      expect(ok).toBe(false)
    })
  }

  test('a file in order passes', async () => {
    write('src-engine/z.ts', "export const a = 'b'\n")
    const { command, args } = biomeCommand()
    const check = [...args, 'check', '--vcs-enabled=false', '--error-on-warnings', 'src-engine/z.ts']
    const { ok, output } = await runStep({ name: 'biome', command, args: check, cwd: folder })
    expect(output).toContain('Checked 1 file')
    expect(ok).toBe(true)
  })
})
