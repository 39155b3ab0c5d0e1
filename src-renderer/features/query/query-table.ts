import type {
  AttributeDefinitionInput,
  IndexDefinition,
  KeySchemaElement,
  Projection,
  TableDefinition,
} from '#dynamo'
import { keyDefinitionOf } from '#dynamo'

/** A table as DescribeTable tells of it: what the form offers and what a Scan will cost. */
export interface QueryTable extends TableDefinition {
  readonly status: string
  readonly itemCount: number
  readonly sizeBytes: number
  readonly indexes: readonly QueryIndex[]
}

export interface QueryIndex extends IndexDefinition {
  readonly itemCount: number
  readonly sizeBytes: number
}

interface IndexDescription {
  readonly IndexName: string
  readonly KeySchema: readonly KeySchemaElement[]
  readonly Projection?: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] }
  readonly ItemCount?: number
  readonly IndexSizeBytes?: number
}

interface TableDescription {
  readonly TableName: string
  readonly TableStatus?: string
  readonly KeySchema: readonly KeySchemaElement[]
  readonly AttributeDefinitions: readonly AttributeDefinitionInput[]
  readonly ItemCount?: number
  readonly TableSizeBytes?: number
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[]
  readonly LocalSecondaryIndexes?: readonly IndexDescription[]
}

/** Reads DescribeTable's answer. A vector index has no key schema and cannot be queried like this: it is left out. */
export function readDescription(output: Readonly<Record<string, unknown>>): QueryTable {
  const table = output.Table as TableDescription
  const indexOf = (kind: 'GSI' | 'LSI') => (index: IndexDescription) => ({
    name: index.IndexName,
    kind,
    key: keyDefinitionOf(index.KeySchema, table.AttributeDefinitions),
    projection: projectionOf(index),
    itemCount: index.ItemCount ?? 0,
    sizeBytes: index.IndexSizeBytes ?? 0,
  })
  return {
    name: table.TableName,
    status: table.TableStatus ?? 'ACTIVE',
    itemCount: table.ItemCount ?? 0,
    sizeBytes: table.TableSizeBytes ?? 0,
    key: keyDefinitionOf(table.KeySchema, table.AttributeDefinitions),
    indexes: [
      ...(table.GlobalSecondaryIndexes ?? []).map(indexOf('GSI')),
      ...(table.LocalSecondaryIndexes ?? []).map(indexOf('LSI')),
    ],
  }
}

function projectionOf(index: IndexDescription): Projection {
  if (index.Projection?.ProjectionType === 'KEYS_ONLY') return { type: 'KEYS_ONLY' }
  if (index.Projection?.ProjectionType !== 'INCLUDE') return { type: 'ALL' }
  return { type: 'INCLUDE', attributes: index.Projection.NonKeyAttributes ?? [] }
}

/** The index of that name; undefined for the table itself (`''`) and for one that is gone. */
export function indexNamed(table: QueryTable, name: string): QueryIndex | undefined {
  return table.indexes.find(index => index.name === name)
}
