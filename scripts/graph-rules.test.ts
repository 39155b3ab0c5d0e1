import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installedTool } from './installed-tool.ts'
import { PLANTS } from './planted-violations.ts'
import { runStep } from './run-step.ts'

const root = join(import.meta.dirname, '..')
const config = join(root, '.dependency-cruiser.cjs')
const ruleNames = (createRequire(import.meta.url)(config) as { forbidden: { name: string }[] }).forbidden.map(
  rule => rule.name,
)
const house = mkdtempSync(join(tmpdir(), 'facet-toy-house-'))

interface Violation {
  readonly from: string
  readonly rule: { readonly name: string }
}

/** What the real rules say about the copy of the toy house as it is now. */
async function cruise(): Promise<{ violations: Violation[]; modules: string[] }> {
  const args = [installedTool('dependency-cruiser', 'depcruise'), '--config', config, '--output-type', 'json']
  const sources = ['--output-to', 'graph.json', 'src-engine', 'src-main', 'src-renderer']
  await runStep({ name: 'graph', command: process.execPath, args: [...args, ...sources], cwd: house })
  const graph = JSON.parse(readFileSync(join(house, 'graph.json'), 'utf8')) as {
    modules: { source: string }[]
    summary: { violations: Violation[] }
  }
  return { violations: graph.summary.violations, modules: graph.modules.map(module => module.source) }
}

beforeAll(() => {
  cpSync(join(import.meta.dirname, 'fixtures/toy-house'), house, { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
  cpSync(join(root, 'tsconfig.base.json'), join(house, 'tsconfig.base.json'))
  const { type, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>
  writeFileSync(join(house, 'package.json'), JSON.stringify({ type, imports }))
})
afterAll(() => rmSync(house, { recursive: true, force: true }))

test('a house in order has no findings, and every arrow of it was seen', async () => {
  const { violations, modules } = await cruise()
  expect(violations).toEqual([])
  // Through a door, out of a component, a type only, a library: an arrow that is not followed cannot be forbidden.
  expect(modules).toContain('src-engine/dynamo/index.ts')
  expect(modules).toContain('src-renderer/ui/BaseButton.vue')
  expect(modules).toContain('src-main/host/ports.ts')
  expect(modules.filter(module => module.endsWith('node_modules/electron/index.js'))).toHaveLength(1)
})

describe('a planted violation is reported under the name of its rule, and no other', () => {
  const reported = new Map<string, Set<string>>()

  beforeAll(async () => {
    for (const { path, text } of PLANTS) {
      mkdirSync(dirname(join(house, path)), { recursive: true })
      writeFileSync(join(house, path), `${text}\n`)
    }
    for (const { from, rule } of (await cruise()).violations) {
      reported.set(from, (reported.get(from) ?? new Set()).add(rule.name))
    }
  })

  // A cycle is reported once, from whichever of its files comes first.
  for (const { rule, path } of PLANTS.filter(plant => plant.rule !== 'no-cycles')) {
    test(`${rule}: ${path}`, () => expect([...(reported.get(path) ?? [])]).toEqual([rule]))
  }

  test('no-cycles: between two files, one of which imports only a type', () => {
    const cycle = PLANTS.filter(plant => plant.rule === 'no-cycles').map(plant => plant.path)
    expect(cycle.flatMap(path => [...(reported.get(path) ?? [])])).toContain('no-cycles')
  })

  test('nothing is reported about the files that were in order', () => {
    const planted = new Set(PLANTS.map(plant => plant.path))
    expect([...reported.keys()].filter(path => !planted.has(path))).toEqual([])
  })

  test('every rule has a plant', () => {
    expect(new Set(PLANTS.map(plant => plant.rule))).toEqual(new Set(ruleNames))
  })
})
