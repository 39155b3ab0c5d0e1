import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  applyDiff,
  type Candidate,
  diagnose,
  documentOf,
  estimateCost,
  indexesOf,
  type ModelDocument,
  parseModel,
  patternsOf,
  planModel,
  planOf,
  readPrices,
  recordOfKind,
  runCommand,
  tablesOf,
  withDesign,
  withSampleData,
} from '#modeling'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { proveOnEngine } from './prove-on-engine.ts'

/**
 * What the planner has to reach: from entities and patterns alone a design that serves everything without a Scan, with no
 * more indexes than the design made by hand, for at most a tenth more; and the engine meters what it promises.
 */

const ROOT = join(import.meta.dirname, '..', '..', '..')
const FOLDERS = [join(ROOT, 'resources', 'gallery'), join(ROOT, 'e2e', 'fixtures', 'models', 'case-studies')]
const prices = readPrices(priceFile)

const models = FOLDERS.flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.facet.json'))
    .map((name): readonly [string, ModelDocument] => {
      const parsed = parseModel(readFileSync(join(folder, name), 'utf8'))
      if ('problems' in parsed) throw new Error(parsed.problems[0]?.reason)
      return [name, parsed.document]
    }),
)

function withoutDesign(document: ModelDocument): ModelDocument {
  const meaning = ['model', 'entity', 'relation', 'pattern']
  return documentOf(Object.values(document.records).filter(({ kind }) => meaning.includes(kind)))
}

function bestOf(document: ModelDocument): Candidate {
  const [best] = planModel(document, prices)
  if (best === undefined) throw new Error('The planner has no candidate')
  return best
}

test('three case studies beside the gallery', () => {
  expect(models.length).toBeGreaterThanOrEqual(14)
})

describe.each(models)('%s', (_, byHand) => {
  const bare = withoutDesign(byHand)
  const best = bestOf(bare)

  test('every pattern is served exactly, without a Scan', () => {
    const otherwise = patternsOf(bare).flatMap(({ id, name, operation }) => {
      const verdict = best.paths[id]?.verdict
      return verdict === 'exact' || (operation.type === 'scan' && verdict === 'scan') ? [] : `${name}: ${verdict}`
    })
    expect(otherwise).toEqual([])
  })

  test('no more indexes than by hand, for at most a tenth more', () => {
    const indexes = tablesOf(byHand).flatMap(({ id }) => indexesOf(byHand, id))
    expect(best.indexCount).toBeLessThanOrEqual(indexes.length)
    const cost = estimateCost(byHand, planOf(byHand), prices).total.value
    expect(best.cost.total.value).toBeLessThanOrEqual(cost * 1.1)
  })

  test('every reason names the rule that it rests on', () => {
    expect(best.reasons.filter(({ rule }) => rule === undefined)).toEqual([])
  })

  test('adopted, it gives nothing to find fault with', () => {
    const adopted = runCommand(bare, 'adopt-design', { design: best.design })
    if ('problems' in adopted) throw new Error(adopted.problems[0]?.message)
    const filled = withSampleData(applyDiff(bare, adopted.diff))
    const found = diagnose(filled).filter(({ severity }) => severity === 'error')
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([])
  })

  test.each([1, 2])('every candidate is proved on the engine with data of seed %i', async seed => {
    for (const { id, design } of planModel(bare, prices)) {
      const filled = withSampleData(withDesign(bare, design), { seed, roots: 5, children: 5, most: 60 })
      const { patterns } = await proveOnEngine(filled)
      const unproved = patterns.filter(({ outcome }) => outcome !== 'proved')
      expect(unproved.map(pattern => [id, recordOfKind(bare, 'pattern', pattern.patternId)?.name, pattern])).toEqual(
        [],
      )
    }
  })
})
