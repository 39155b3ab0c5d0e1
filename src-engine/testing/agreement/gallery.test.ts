import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  diagnose,
  type ModelDocument,
  parseModel,
  patternsOf,
  planOf,
  recordOfKind,
  serializeModel,
  withSampleData,
} from '#modeling'
import { proveOnEngine } from './prove-on-engine.ts'

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'resources', 'gallery')

const files = readdirSync(FOLDER).filter(name => name.endsWith('.facet.json'))

function readModel(file: string): ModelDocument {
  const parsed = parseModel(readFileSync(join(FOLDER, file), 'utf8'))
  if ('problems' in parsed) throw new Error(parsed.problems[0]?.reason)
  return parsed.document
}

async function unproved(document: ModelDocument): Promise<readonly unknown[]> {
  const { patterns } = await proveOnEngine(document)
  expect(patterns).toHaveLength(patternsOf(document).length)
  return patterns
    .filter(({ outcome }) => outcome !== 'proved')
    .map(pattern => ({ ...pattern, name: recordOfKind(document, 'pattern', pattern.patternId)?.name }))
}

test('there are at least eleven models', () => {
  expect(files.length).toBeGreaterThanOrEqual(11)
})

describe.each(files)('%s', file => {
  const document = readModel(file)

  test('is written as Facet writes it', () => {
    expect(serializeModel(document)).toBe(readFileSync(join(FOLDER, file), 'utf8'))
  })

  test('has nothing to find fault with', () => {
    const found = diagnose(document).filter(({ severity }) => severity !== 'info')
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([])
  })

  test('answers every pattern exactly; scans only what is meant to be a scan', () => {
    const plan = planOf(document)
    const otherwise = patternsOf(document).flatMap(({ id, name, operation }) => {
      const verdict = plan.get(id)?.verdict
      const wanted = operation.type === 'scan' ? 'scan' : 'exact'
      return verdict === wanted ? [] : `${name}: ${verdict}, ${plan.get(id)?.reasons[0]?.text}`
    })
    expect(otherwise).toEqual([])
  })

  test('is proved with its own sample data', async () => {
    expect(await unproved(document)).toEqual([])
  })

  test.each([1, 2])('is proved with data of seed %i, and more of it', async seed => {
    expect(await unproved(withSampleData(document, { seed, roots: 9, children: 7, most: 120 }))).toEqual([])
  })
})
