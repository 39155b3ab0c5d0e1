import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { documentOf, type ModelRecord, parseModel, patternsOf, serializeModel } from '#modeling'
import { check, ROOT } from '../testing/run-check.ts'

const shopFile = join(ROOT, 'resources', 'gallery', 'shop.facet.json')
const shop = parseModel(readFileSync(shopFile, 'utf8'))
if (!('document' in shop)) throw new Error('The shop of the gallery cannot be read')
const { records } = shop.document
const count = patternsOf(shop.document).length

const folder = mkdtempSync(join(tmpdir(), 'facet-check-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: Readonly<Record<string, ModelRecord>> | string): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : serializeModel(documentOf(Object.values(content))))
  return path
}

test('a model whose patterns are all served is proved', () => {
  const junit = join(folder, 'report.xml')
  const { status, stdout } = check('--generate', '--junit', junit, shopFile)
  expect(stdout).toContain(`${count} of ${count} proved`)
  expect(stdout).toMatch(/proved\s+Latest orders of a customer\s+Query: [\d.]+ read units, \d+ of \d+ items/)
  expect(status).toBe(0)
  expect(readFileSync(junit, 'utf8')).toContain('<testsuite name="Online shop"')
  expect(readFileSync(junit, 'utf8')).toContain(`tests="${count}" failures="0"`)
})

test('a pattern that nothing serves fails the check, and the report says which', () => {
  const pattern = {
    kind: 'pattern',
    id: 'p-lost',
    position: 99,
    name: 'Reviews & <ratings>',
    operation: { type: 'get', entityId: 'nobody', by: [{ attribute: 'x' }] },
  } as const
  const path = file('lost.facet.json', { ...records, [pattern.id]: pattern })
  const junit = join(folder, 'lost.xml')
  const { status, stdout } = check('--generate', '--json', '--junit', junit, path)
  expect(status).toBe(1)
  const report = JSON.parse(stdout) as {
    models: { passed: boolean; proof: { patterns: { name: string; outcome: string }[] } }[]
  }
  expect(report.models[0]?.passed).toBe(false)
  expect(report.models[0]?.proof.patterns.filter(({ outcome }) => outcome !== 'proved')).toMatchObject([
    { name: 'Reviews & <ratings>', outcome: 'not-provable' },
  ])
  expect(readFileSync(junit, 'utf8')).toContain('name="Reviews &amp; &lt;ratings&gt;"><failure type="not-provable"')
})

test('bad flags say what to write', () => {
  expect(check().stderr).toContain('Name a model file')
  expect(check('--seed', 'x', 'a').stderr).toContain('--seed takes a whole number')
  expect(check('--findings', 'all', 'a').status).toBe(2)
  expect(check('--junit', shopFile, shopFile).stderr).toContain('would write over the model')
  expect(check(join(folder, 'gone.facet.json')).stderr).toContain('is not there')
})
