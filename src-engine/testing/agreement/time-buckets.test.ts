import { expect, test } from 'vitest'
import { type ModelDocument, planOf, withSampleData } from '#modeling'
import { inTable, smallModel } from '../../modeling/testing/small-model.ts'
import { proveOnEngine } from './prove-on-engine.ts'

/** Readings by sensor, cut into months or days; 30 a day of each sensor, for a year where the volume is stated. */
function sensors(key: string, volume?: { count: number; growth: number }): ModelDocument {
  const readings = { type: 'query', entityIds: ['reading'], by: [{ attribute: 'sensor' }] } as const
  const newest = { attribute: 'measuredAt', direction: 'descending' } as const
  const oldest = { attribute: 'measuredAt', direction: 'ascending' } as const
  const since = [...readings.by, { attribute: 'measuredAt', is: '>=' }] as const
  const model = smallModel({
    entities: {
      sensor: { identity: ['sensor'], volume: { count: 10 } },
      reading: {
        identity: ['sensor', 'measuredAt'],
        attributes: [{ name: 'value', type: 'N' }],
        ...(volume === undefined ? {} : { volume }),
      },
    },
    relations: [['sensor', 'reading', ['sensor']]],
    patterns: {
      one: [{ type: 'get', entityId: 'reading', by: [{ attribute: 'sensor' }, { attribute: 'measuredAt' }] }, 1],
      between: [{ ...readings, by: [...readings.by, { attribute: 'measuredAt', is: 'between' }], matches: 90 }, 1],
      since: [{ ...readings, by: since }, 1],
      'since, first': [{ ...readings, by: since, order: oldest, limit: 3 }, 1],
      until: [{ ...readings, by: [...readings.by, { attribute: 'measuredAt', is: '<' }] }, 1],
      newest: [{ ...readings, order: newest, limit: 5 }, 1],
      all: [{ ...readings }, 1],
      'by value': [{ ...readings, by: since, order: { attribute: 'value', direction: 'ascending' } }, 1],
    },
  })
  return inTable(
    model,
    { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'measuredAt', type: 'S' }] },
    {
      sensor: { PK: 'SENSOR#{sensor}', measuredAt: '#META' },
      reading: { PK: key },
    },
  )
}

const BY_MONTH = '{sensor}#{measuredAt|month}'
const verdicts = (document: ModelDocument) =>
  Object.fromEntries([...planOf(document)].map(([id, { verdict }]) => [id, verdict]))
const times = (document: ModelDocument) =>
  Object.fromEntries([...planOf(document)].map(([id, { calls }]) => [id, calls[0]?.times]))

test('what reaches back without an end is exact only when it is known how far', () => {
  const exact = { one: 'exact', between: 'exact', since: 'exact', 'since, first': 'exact', 'by value': 'filters' }
  expect(verdicts(sensors(BY_MONTH))).toEqual({ ...exact, until: 'filters', newest: 'filters', all: 'filters' })
  const known = sensors(BY_MONTH, { count: 109_500, growth: 9_125 })
  expect(verdicts(known)).toEqual({ ...exact, until: 'exact', newest: 'exact', all: 'exact' })
})

test('a read asks as many buckets as its time spans', () => {
  const volume = { count: 109_500, growth: 9_125 }
  const byMonth = { one: 1, between: 1, since: 5, 'since, first': 1, until: 5, newest: 1, all: 13, 'by value': 5 }
  expect(times(sensors(BY_MONTH, volume))).toEqual(byMonth)
  expect(times(sensors('{sensor}#{measuredAt|day}', volume))).toMatchObject({ between: 4, newest: 1 })
})

test.each([
  ['{sensor}#{measuredAt|year}', 1],
  [BY_MONTH, 2],
  ['{sensor}#{measuredAt|day}', 3],
  ['{sensor}#{measuredAt|hour}#{measuredAt|shard:2}', 4],
])('reads of %s answer from every bucket, and meter what was predicted', async (key, seed) => {
  const document = sensors(key, { count: 109_500, growth: 9_125 })
  const filled = withSampleData(document, { seed, roots: 2, children: 30 })
  const report = await proveOnEngine(filled)
  expect(report.patterns.filter(({ outcome }) => outcome !== 'proved')).toEqual([])
  const answered = Object.fromEntries(
    report.patterns.map(({ patternId, calls }) => [
      patternId,
      calls.reduce((sum, { measured }) => sum + measured.returned, 0),
    ]),
  )
  const ofFirst = Object.values(filled.records).flatMap(record =>
    record.kind === 'item' && record.placementId === 'reading-placement' ? [record.item] : [],
  )
  const [first] = ofFirst
  const count = ofFirst.filter(({ sensor }) => JSON.stringify(sensor) === JSON.stringify(first?.sensor)).length
  expect(count).toBeGreaterThan(10)
  expect(answered.all).toBe(count)
  // Both begin or end at the middle one, which only one of them answers.
  expect(Number(answered.since) + Number(answered.until)).toBe(count)
})
