import { expect, test } from 'vitest'
import { diagnose, type ModelDocument, planModel, readPrices, withDesign, withSampleData } from '#modeling'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { get, latest, query } from '../../modeling/testing/operations.ts'
import {
  countries,
  enrolments,
  orders,
  posts,
  readings,
  revisions,
  scores,
  shops,
  tenants,
  tickets,
  users,
  versions,
} from '../../modeling/testing/pattern-models.ts'
import { proveOnEngine } from './prove-on-engine.ts'

const all = { all: [query('event', ['tenantId'], { ...latest('eventId'), limit: 5 }), 1] } as const
const current = { current: [get('paper', 'paperId'), 50] } as const
const of = { country: [query('shop', ['country']), 1], state: [query('shop', ['country', 'state']), 1] } as const

/** Models of which each calls for a pattern; what it becomes is tested beside the planner. */
const models: readonly (readonly [string, ModelDocument])[] = [
  ['time buckets', readings({ growth: 100_000_000 })],
  ['time buckets and shards', readings({ devices: 4, count: 1_000_000_000, peak: 5_200 })],
  ['shards of a table', tenants(30_000, all)],
  ['shards of an index', scores(900)],
  ['one partition for all', posts()],
  ['one partition for all, cut and spread', posts({ count: 100_000_000, growth: 10_000_000, peak: 2_500 })],
  ['one partition of a table', countries],
  ['a copy of the newest version', versions(current)],
  ['a history beside its thing', revisions],
  ['a local index', orders({ consistent: true, most: 10_000 })],
  ['a nested key', shops(of)],
  ['an adjacency list', enrolments(true)],
  ['a unique value', users(true)],
  ['a sparse index', tickets(true)],
]

test.each(models)('%s: every candidate can be made and meters what was predicted', async (_, document) => {
  for (const { id, design, reasons } of planModel(document, readPrices(priceFile))) {
    expect(reasons.filter(({ rule }) => rule === undefined)).toEqual([])
    const filled = withSampleData(withDesign(document, design), { roots: 4, children: 6 })
    expect([id, diagnose(filled).filter(({ severity }) => severity === 'error')]).toEqual([id, []])
    const { patterns } = await proveOnEngine(filled)
    expect([id, patterns.filter(({ outcome }) => outcome !== 'proved')]).toEqual([id, []])
  }
})
