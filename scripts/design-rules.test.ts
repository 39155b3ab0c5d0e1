import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

test('every rule that a reason or finding cites is in docs/design-rules.md', () => {
  const page = readFileSync(join(ROOT, 'docs', 'design-rules.md'), 'utf8')
  const known = new Set([...page.matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, rule]) => rule))
  const folder = join(ROOT, 'src-engine', 'modeling')
  const cited = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap(name => [...readFileSync(join(folder, name), 'utf8').matchAll(/\brule: '([A-Z]\d+)'/g)])
    .map(([, rule]) => rule)
  expect(cited.length).toBeGreaterThan(20)
  expect([...new Set(cited)].filter(rule => !known.has(rule))).toEqual([])
})
