import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { runCommand } from '../commands/registry.ts'
import { readPrices } from '../cost/read-prices.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import { applyDiff, type Diff, reverseDiff } from '../document/diff.ts'
import type { ModelDocument, RecordId } from '../document/model-document.ts'
import { parseModel } from '../document/parse.ts'
import { placementsOfEntity, tablesOf } from '../document/queries.ts'
import { serializeModel } from '../document/serialize.ts'
import { outcomeOf } from './adoption-outcome.ts'
import type { CandidateDesign } from './candidate.ts'
import { allParts, partsOfDesign } from './design-parts.ts'
import { planModel } from './plan-model.ts'

const prices = readPrices(priceFile)

function gallery(name: string): ModelDocument {
  const path = join(import.meta.dirname, '../../../resources/gallery', `${name}.facet.json`)
  const parsed = parseModel(readFileSync(path, 'utf8'))
  if ('problems' in parsed) throw new Error(`${name} is broken`)
  return parsed.document
}

function diffOf(document: ModelDocument, design: CandidateDesign, parts: readonly RecordId[]): Diff {
  const result = runCommand(document, 'adopt-parts', { design, parts })
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('; '))
  return result.diff
}
const adopted = (document: ModelDocument, design: CandidateDesign, parts: readonly RecordId[]): ModelDocument =>
  applyDiff(document, diffOf(document, design, parts))

/** Errors by what they are about; what they say may name a table that has another name now. */
function errorsIn(document: ModelDocument): ReadonlySet<string> {
  const errors = diagnose(document).filter(({ severity }) => severity === 'error')
  return new Set(errors.map(({ code, recordId, attribute }) => JSON.stringify([code, recordId, attribute])))
}

describe.each(['shop', 'iot', 'bank', 'social-feed', 'orders', 'articles'])('parts of designs for %s', name => {
  const document = gallery(name)
  const candidates = planModel(document, prices)
  const selections = fc.constantFrom(...candidates).chain(({ design }) =>
    fc.record({
      design: fc.constant(design),
      parts: fc.subarray([...allParts(partsOfDesign(document, design))]),
    }),
  )

  test('bring no error that was not there, keep what is left out, and go back byte for byte', () => {
    const known = errorsIn(document)
    fc.assert(
      fc.property(selections, ({ design, parts }) => {
        const diff = diffOf(document, design, parts)
        const after = applyDiff(document, diff)
        expect([...errorsIn(after)].filter(error => !known.has(error))).toEqual([])
        expect(parseModel(serializeModel(after))).toEqual({ document: after })
        expect(serializeModel(applyDiff(after, reverseDiff(diff)))).toBe(serializeModel(document))
        for (const { entity } of partsOfDesign(document, design).flatMap(({ entities }) => entities)) {
          const now = placementsOfEntity(after, entity.id)
          expect(now.length).toBeGreaterThan(0)
          if (parts.includes(entity.id)) continue
          // Keys may have been added for indexes that were taken; none is another than it was.
          for (const before of placementsOfEntity(document, entity.id)) {
            expect(now.find(({ id }) => id === before.id)?.templates).toMatchObject(before.templates)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('all of them are the design as a whole', () => {
    for (const { design } of candidates) {
      const replaces = tablesOf(document).map(({ id }) => id)
      const parts = [...allParts(partsOfDesign(document, design))]
      expect(runCommand(document, 'adopt-parts', { design, parts })).toEqual(
        runCommand(document, 'adopt-design', { design, replaces }),
      )
    }
  })

  test('taken one after the other serve what the whole serves', () => {
    const [best] = candidates
    if (best === undefined) throw new Error('There is no candidate')
    const whole = adopted(document, best.design, [...allParts(partsOfDesign(document, best.design))])
    let step = document
    // What lies where first, then what finds it: each by itself.
    const parts = partsOfDesign(document, best.design)
    const ids = [
      ...parts.flatMap(({ entities }) => entities.map(({ entity }) => entity.id)),
      ...parts.flatMap(({ indexes }) => indexes.map(({ index }) => index.id)),
    ]
    for (const id of ids) step = adopted(step, best.design, [id])
    const { before, after } = outcomeOf(whole, step, prices)
    expect(after.verdicts['not-served'] + after.verdicts.scan).toBeLessThanOrEqual(
      before.verdicts['not-served'] + before.verdicts.scan,
    )
  })
})
