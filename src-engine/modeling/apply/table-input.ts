import {
  type AttributeDefinitionInput,
  type CreateTableInput,
  type GlobalSecondaryIndexInput,
  type KeyDefinition,
  type KeySchemaElement,
  keyParts,
  type LocalSecondaryIndexInput,
  type Projection,
  type ProjectionInput,
  type ProvisionedThroughputInput,
  type SSESpecificationInput,
  type VectorIndexInput,
} from '#dynamo'
import type {
  Billing,
  Encryption,
  IndexRecord,
  ModelDocument,
  TableRecord,
  VectorIndexRecord,
} from '../document/model-document.ts'
import { indexesOf, placementsOf, recordOfKind, tablesOf, vectorIndexesOf } from '../document/queries.ts'

/** The CreateTable requests that make the model's tables, in order; plain JSON as the API takes it. */
export function tableInputs(document: ModelDocument): readonly CreateTableInput[] {
  return tablesOf(document).map(table => tableInput(document, table))
}

/**
 * The CreateTable request of one table. Billing that is not stated is on-demand. Time to live and point-in-time recovery
 * are requests of their own (apply-plan.ts). Indexes of a provisioned table get the table's throughput: the model states none
 * of their own.
 */
export function tableInput(document: ModelDocument, table: TableRecord): CreateTableInput {
  const indexes = indexesOf(document, table.id)
  const locals = indexes.filter(index => index.indexKind === 'LSI')
  const globals = indexes.filter(index => index.indexKind === 'GSI')
  const throughput = throughputInput(table.billing)
  const vectors = vectorIndexesOf(document, table.id)
  return {
    TableName: table.name,
    AttributeDefinitions: [...attributeDefinitions(table, indexes), ...searchAttributes(document, table)],
    KeySchema: keySchema(table.key),
    ...(locals.length === 0 ? {} : { LocalSecondaryIndexes: locals.map(index => indexInput(table, index)) }),
    ...(globals.length === 0
      ? {}
      : { GlobalSecondaryIndexes: globals.map(index => globalInput(table, index, throughput)) }),
    BillingMode: table.billing?.mode ?? 'PAY_PER_REQUEST',
    ...(throughput === undefined ? {} : { ProvisionedThroughput: throughput }),
    ...(table.stream === undefined
      ? {}
      : { StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream } }),
    ...(table.tableClass === undefined ? {} : { TableClass: table.tableClass }),
    ...(table.deletionProtection === undefined ? {} : { DeletionProtectionEnabled: table.deletionProtection }),
    ...(table.encryption === undefined ? {} : { SSESpecification: encryptionInput(table.encryption) }),
    ...(vectors.length === 0 ? {} : { VectorIndexes: vectors.map(index => vectorIndexInput(table, index)) }),
    ...(tagInputs(table).length === 0 ? {} : { Tags: tagInputs(table) }),
  }
}

/** HASH elements first, then RANGE; a global index may have several of each. */
export function keySchema(key: KeyDefinition): readonly KeySchemaElement[] {
  return [
    ...key.partition.map(({ name }) => ({ AttributeName: name, KeyType: 'HASH' }) as const),
    ...key.sort.map(({ name }) => ({ AttributeName: name, KeyType: 'RANGE' }) as const),
  ]
}

/** Each attribute that stands in the key of the table or of one of these indexes, once. */
export function attributeDefinitions(
  table: TableRecord,
  indexes: readonly IndexRecord[],
): readonly AttributeDefinitionInput[] {
  const definitions = new Map<string, AttributeDefinitionInput>()
  for (const { name, type } of [table, ...indexes].flatMap(({ key }) => keyParts(key))) {
    if (!definitions.has(name)) definitions.set(name, { AttributeName: name, AttributeType: type })
  }
  return [...definitions.values()]
}

/**
 * The projection without what is projected anyway: DynamoDB copies the keys of table and index unasked, and counts a
 * name in the list against the limit. A list that names only keys is KEYS_ONLY.
 */
export function effectiveProjection(table: TableRecord, index: Pick<IndexRecord, 'key' | 'projection'>): Projection {
  if (index.projection.type !== 'INCLUDE') return { type: index.projection.type }
  const keys = new Set([table, index].flatMap(({ key }) => keyParts(key)).map(part => part.name))
  const attributes = [...new Set(index.projection.attributes)].filter(name => !keys.has(name))
  return attributes.length === 0 ? { type: 'KEYS_ONLY' } : { type: 'INCLUDE', attributes }
}

/** Tags by name, so that the same tags make the same request. */
export function tagInputs(table: TableRecord): readonly { readonly Key: string; readonly Value: string }[] {
  return Object.entries(table.tags ?? {})
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }))
}

function encryptionInput({ kmsKey }: Encryption): SSESpecificationInput {
  return { Enabled: true, SSEType: 'KMS', ...(kmsKey === undefined ? {} : { KMSMasterKeyId: kmsKey }) }
}

function vectorIndexInput(table: TableRecord, index: VectorIndexRecord): VectorIndexInput {
  const { partition, filters } = index
  const schema = [
    ...(partition === undefined ? [] : [{ AttributeName: partition, SearchSchemaElementType: 'HASH' } as const]),
    ...filters.map(name => ({ AttributeName: name, SearchSchemaElementType: 'INLINE_FILTER' }) as const),
  ]
  return {
    IndexName: index.name,
    VectorAttribute: { AttributeName: index.attribute },
    Dimensions: index.dimensions,
    DistanceFunction: index.distance,
    Projection: projectionInput(effectiveProjection(table, { ...index, key: { partition: [], sort: [] } })),
    ...(schema.length === 0 ? {} : { SearchSchema: schema }),
  }
}

/** Attributes that only searches narrow by have to be defined as well; their types are those of the entities. */
function searchAttributes(document: ModelDocument, table: TableRecord): readonly AttributeDefinitionInput[] {
  const known = new Set(
    attributeDefinitions(table, indexesOf(document, table.id)).map(({ AttributeName }) => AttributeName),
  )
  const names = vectorIndexesOf(document, table.id).flatMap(({ partition, filters }) =>
    partition === undefined ? filters : [partition, ...filters],
  )
  return [...new Set(names)]
    .filter(name => !known.has(name))
    .map(name => ({ AttributeName: name, AttributeType: searchType(document, table, name) }))
}

function searchType(document: ModelDocument, table: TableRecord, name: string): 'S' | 'N' | 'B' {
  const declared = table.attributes.find(attribute => attribute.name === name)?.type
  const ofEntity = placementsOf(document, table.id)
    .flatMap(({ entityId }) => recordOfKind(document, 'entity', entityId)?.attributes ?? [])
    .find(attribute => attribute.name === name)?.type
  const type = declared ?? ofEntity
  return type === 'N' || type === 'B' ? type : 'S'
}

function throughputInput(billing: Billing | undefined): ProvisionedThroughputInput | undefined {
  if (billing?.mode !== 'PROVISIONED') return undefined
  return { ReadCapacityUnits: billing.throughput.read, WriteCapacityUnits: billing.throughput.write }
}

function indexInput(table: TableRecord, index: IndexRecord): LocalSecondaryIndexInput {
  return {
    IndexName: index.name,
    KeySchema: keySchema(index.key),
    Projection: projectionInput(effectiveProjection(table, index)),
  }
}

function globalInput(
  table: TableRecord,
  index: IndexRecord,
  throughput: ProvisionedThroughputInput | undefined,
): GlobalSecondaryIndexInput {
  return { ...indexInput(table, index), ...(throughput === undefined ? {} : { ProvisionedThroughput: throughput }) }
}

function projectionInput(projection: Projection): ProjectionInput {
  return projection.type === 'INCLUDE'
    ? { ProjectionType: 'INCLUDE', NonKeyAttributes: projection.attributes }
    : { ProjectionType: projection.type }
}
