import { expect, test } from 'vitest'
import { runCommand } from '../commands/registry.ts'
import { applyDiff } from '../document/diff.ts'
import type { ModelDocument } from '../document/model-document.ts'
import { put, query } from '../testing/operations.ts'
import { inTable, smallModel } from '../testing/small-model.ts'
import { planOf } from './plan.ts'

test('a rate at which items come decides how many buckets hold them: reads of other patterns follow', () => {
  const model = inTable(
    smallModel({
      entities: { reading: { identity: ['sensor', 'measuredAt'], volume: { count: 1_000_000 } } },
      patterns: { all: [query('reading', ['sensor']), 1], store: [put('reading'), 1] },
    }),
    { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'measuredAt', type: 'S' }] },
    { reading: { PK: '{sensor}#{measuredAt|day}' } },
  )
  const at = (document: ModelDocument, average: number): ModelDocument => {
    const result = runCommand(document, 'change-pattern', { patternId: 'store', rate: { average } })
    if ('problems' in result) throw new Error('refused')
    return applyDiff(document, result.diff)
  }
  const buckets = (document: ModelDocument): number | undefined => planOf(document).get('all')?.calls[0]?.times
  // A million readings at one a second came in eleven and a half days, at ten a second in one.
  expect(buckets(model)).toBe(13)
  expect(buckets(at(model, 10))).toBe(2)
  expect(buckets(at(at(model, 10), 1))).toBe(13)
})
