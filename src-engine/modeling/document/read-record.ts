import type { KeyDefinition, KeyPart, Projection, ScalarType, Throughput } from '#dynamo'
import { ATTRIBUTE_TYPES } from './attribute-types.ts'
import type {
  AutoScaling,
  Billing,
  DeclaredAttribute,
  Encryption,
  FacetRecord,
  IndexRecord,
  ItemRecord,
  ModelInfo,
  ModelRecord,
  TableRecord,
  VectorIndexRecord,
} from './model-document.ts'
import type { ObjectReader } from './object-reader.ts'
import { readEntity, readPlacement, readRelation } from './read-entity-records.ts'
import { readItemNode } from './read-item.ts'
import { readPattern } from './read-pattern.ts'
import { finish, keepRest, present } from './record-rest.ts'

const TABLE_CLASSES: readonly NonNullable<TableRecord['tableClass']>[] = ['STANDARD', 'STANDARD_INFREQUENT_ACCESS']
const STREAM_VIEWS: readonly NonNullable<TableRecord['stream']>[] = [
  'KEYS_ONLY',
  'NEW_IMAGE',
  'OLD_IMAGE',
  'NEW_AND_OLD_IMAGES',
]
const SCALAR_TYPES: readonly ScalarType[] = ['S', 'N', 'B']

/** The kinds that stand in `records`. */
export type ListedRecord = Exclude<ModelRecord, ModelInfo>

/** The envelope as the model record; `format`, `version` and `records` are asked for by the caller. */
export function readModelInfo(reader: ObjectReader): ModelInfo {
  return finish<ModelInfo>(reader, {
    kind: 'model',
    id: 'model',
    position: reader.has('position') ? reader.number('position') : 0,
    name: reader.text('name'),
    ...present('author', reader.optionalText('author')),
    ...present('description', reader.optionalText('description')),
    ...present('region', reader.optionalText('region')),
  })
}

/** A record by its kind; undefined for a kind that this version does not know. */
export function readRecord(reader: ObjectReader, kind: string): ListedRecord | undefined {
  switch (kind) {
    case 'table':
      return readTable(reader)
    case 'index':
      return readIndex(reader)
    case 'facet':
      return readFacet(reader)
    case 'item':
      return readSampleItem(reader)
    case 'vectorIndex':
      return readVectorIndex(reader)
    case 'entity':
      return readEntity(reader)
    case 'relation':
      return readRelation(reader)
    case 'placement':
      return readPlacement(reader)
    case 'pattern':
      return readPattern(reader)
    default:
      return undefined
  }
}

function readTable(reader: ObjectReader): TableRecord {
  return finish<TableRecord>(reader, {
    kind: 'table',
    id: reader.text('id'),
    position: reader.number('position'),
    name: reader.text('name'),
    key: readKey(reader),
    attributes: reader.objects('attributes', readDeclaredAttribute),
    ...present('billing', reader.optionalObject('billing', readBilling)),
    ...present('tableClass', reader.optionalOneOf('tableClass', TABLE_CLASSES)),
    ...present('stream', reader.optionalOneOf('stream', STREAM_VIEWS)),
    ...present('timeToLive', reader.optionalText('timeToLive')),
    ...present('deletionProtection', reader.optionalFlag('deletionProtection')),
    ...present('pointInTimeRecovery', reader.optionalFlag('pointInTimeRecovery')),
    ...present('encryption', reader.optionalObject('encryption', readEncryption)),
    ...present('tags', reader.optionalObject('tags', readTags)),
  })
}

function readIndex(reader: ObjectReader): IndexRecord {
  return finish<IndexRecord>(reader, {
    kind: 'index',
    id: reader.text('id'),
    tableId: reader.text('tableId'),
    position: reader.number('position'),
    indexKind: reader.oneOf('indexKind', ['GSI', 'LSI']),
    name: reader.text('name'),
    key: readKey(reader),
    projection: reader.object('projection', readProjection) ?? { type: 'ALL' },
  })
}

function readVectorIndex(reader: ObjectReader): VectorIndexRecord {
  return finish<VectorIndexRecord>(reader, {
    kind: 'vectorIndex',
    id: reader.text('id'),
    tableId: reader.text('tableId'),
    position: reader.number('position'),
    name: reader.text('name'),
    attribute: reader.text('attribute'),
    dimensions: reader.number('dimensions'),
    distance: reader.oneOf('distance', ['COSINE', 'EUCLIDEAN', 'DOT_PRODUCT']),
    ...present('partition', reader.optionalText('partition')),
    filters: reader.texts('filters'),
    projection: reader.object('projection', readProjection) ?? { type: 'ALL' },
  })
}

function readFacet(reader: ObjectReader): FacetRecord {
  return finish<FacetRecord>(reader, {
    kind: 'facet',
    id: reader.text('id'),
    tableId: reader.text('tableId'),
    ...present('indexId', reader.optionalText('indexId')),
    position: reader.number('position'),
    name: reader.text('name'),
    ...present('partitionKeyAlias', reader.optionalText('partitionKeyAlias')),
    ...present('sortKeyAlias', reader.optionalText('sortKeyAlias')),
    attributes: reader.texts('attributes'),
  })
}

function readSampleItem(reader: ObjectReader): ItemRecord {
  return finish<ItemRecord>(reader, {
    kind: 'item',
    id: reader.text('id'),
    tableId: reader.text('tableId'),
    ...present('facetId', reader.optionalText('facetId')),
    ...present('placementId', reader.optionalText('placementId')),
    position: reader.number('position'),
    item: reader.object('item', readItemNode) ?? {},
  })
}

function readKey(reader: ObjectReader): KeyDefinition {
  const read = (key: ObjectReader): KeyDefinition =>
    keepRest(key, { partition: key.objects('partition', readKeyPart), sort: key.objects('sort', readKeyPart) })
  return reader.object('key', read) ?? { partition: [], sort: [] }
}

function readKeyPart(reader: ObjectReader): KeyPart {
  return keepRest(reader, { name: reader.text('name'), type: reader.oneOf('type', SCALAR_TYPES) })
}

function readDeclaredAttribute(reader: ObjectReader): DeclaredAttribute {
  return keepRest(reader, { name: reader.text('name'), type: reader.oneOf('type', ATTRIBUTE_TYPES) })
}

function readProjection(reader: ObjectReader): Projection {
  const type = reader.oneOf('type', ['ALL', 'KEYS_ONLY', 'INCLUDE'])
  return keepRest(reader, type === 'INCLUDE' ? { type, attributes: reader.texts('attributes') } : { type })
}

function readBilling(reader: ObjectReader): Billing {
  const mode = reader.oneOf('mode', ['PAY_PER_REQUEST', 'PROVISIONED'])
  if (mode === 'PAY_PER_REQUEST') return keepRest(reader, { mode })
  return keepRest(reader, {
    mode,
    throughput: reader.object('throughput', readThroughput) ?? { read: 0, write: 0 },
    ...present('readScaling', reader.optionalObject('readScaling', readScaling)),
    ...present('writeScaling', reader.optionalObject('writeScaling', readScaling)),
  })
}

function readThroughput(reader: ObjectReader): Throughput {
  return keepRest(reader, { read: reader.number('read'), write: reader.number('write') })
}

function readScaling(reader: ObjectReader): AutoScaling {
  return keepRest(reader, { min: reader.number('min'), max: reader.number('max'), target: reader.number('target') })
}

function readEncryption(reader: ObjectReader): Encryption {
  return keepRest(reader, {
    type: reader.oneOf('type', ['KMS']),
    ...present('kmsKey', reader.optionalText('kmsKey')),
  })
}

function readTags(reader: ObjectReader): Readonly<Record<string, string>> {
  const tags = Object.create(null) as Record<string, string>
  for (const name of reader.names()) tags[name] = reader.text(name)
  return tags
}
