import { describe, expect, test } from 'vitest'
import type { ModelRecord } from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'
import { shopModel } from '../testing/shop-model.ts'
import { exporters } from './registry.ts'

const S = (name: string) => ({ name, type: 'S' as const })
const { shop } = shopModel.records

/** The shop with one of each thing that some format has no place for, under names that are nowhere else. */
const document = documentOf([
  ...Object.values(shopModel.records),
  {
    ...shop,
    stream: 'OLD_IMAGE',
    timeToLive: 'expiresZz',
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    deletionProtection: true,
    pointInTimeRecovery: true,
    encryption: { type: 'KMS', kmsKey: 'arn:aws:kms:eu-west-1:1:key/zz' },
    tags: { team: 'tag-zz' },
  } as ModelRecord,
  {
    kind: 'index',
    id: 'lsi',
    tableId: 'shop',
    position: 2,
    indexKind: 'LSI',
    name: 'LocalZz',
    key: { partition: [S('PK')], sort: [S('placedAt')] },
    projection: { type: 'KEYS_ONLY' },
  },
  {
    kind: 'index',
    id: 'multi',
    tableId: 'shop',
    position: 3,
    indexKind: 'GSI',
    name: 'MultiZz',
    key: { partition: [S('status'), S('title')], sort: [S('placedAt')] },
    projection: { type: 'ALL' },
  },
  {
    kind: 'vectorIndex',
    id: 'vector',
    tableId: 'shop',
    position: 1,
    name: 'VectorZz',
    attribute: 'embedding',
    dimensions: 3,
    distance: 'COSINE',
    filters: [],
    projection: { type: 'ALL' },
  },
  { kind: 'facet', id: 'facet', tableId: 'shop', position: 1, name: 'FacetZz', attributes: [] },
  { kind: 'facet', id: 'through', tableId: 'shop', indexId: 'gsi1', position: 2, name: 'ThroughZz', attributes: [] },
  { kind: 'item', id: 'item', tableId: 'shop', position: 1, item: { PK: { S: 'item-zz' }, SK: { S: 'x' } } },
])

/** What a format either says, or says that it does not. */
const THINGS: readonly (readonly [thing: string, said: RegExp, noted: RegExp])[] = [
  ['entities', /"entities"/, /entit/i],
  ['relations', /"relations"/, /relation/i],
  ['access patterns', /Latest orders of a customer/, /access pattern/i],
  ['key templates', /"(?:pk|sk)_?(?:template|pattern|format)"/i, /key template|placement/i],
  ['facets', /FacetZz/, /facet/i],
  ['facets of an index', /never/, /ThroughZz|facets/i],
  ['sample items', /item-zz/, /sample item/i],
  ['streams', /OLD_IMAGE/, /stream/],
  ['time to live', /expiresZz/, /time to live/],
  ['table class', /STANDARD_INFREQUENT_ACCESS/i, /table class/],
  ['deletion protection', /deletion_?protection/i, /deletion protection/],
  ['point-in-time recovery', /point_?in_?time_?recovery/i, /point-in-time recovery/],
  ['encryption', /key\/zz/, /encryption/],
  ['tags', /tag-zz/, /tags/],
  ['local indexes', /LocalZz/, /LocalZz/],
  ['index keys of several attributes', /MultiZz/, /MultiZz/],
  ['vector indexes', /VectorZz/, /VectorZz/],
]

describe.each(exporters)('$title', ({ id, export: exported }) => {
  const { files, notes } = exported(document)
  // What a file keeps for Facet alone the format itself does not say.
  const text = files.map(file => file.text.split('"FacetModel"')[0]).join('\n')
  const said = notes.map(({ message }) => message).join('\n')

  test.each(THINGS)('%s', (_thing, inText, inNotes) => {
    if (!inText.test(text)) expect([id, said]).toEqual([id, expect.stringMatching(inNotes)])
  })
})
