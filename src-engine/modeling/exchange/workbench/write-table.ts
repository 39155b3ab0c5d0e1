import { type AttributeType, keyParts, typeOf } from '#dynamo'
import type {
  FacetRecord,
  IndexRecord,
  ItemRecord,
  Json,
  ModelDocument,
  TableRecord,
  UnknownContent,
} from '../../document/model-document.ts'
import { facetsOf, indexesOf, itemsOfFacet, itemsOfTable } from '../../document/queries.ts'
import { attributesOf } from '../../document/table-attributes.ts'
import { jsonMember } from '../../json/json-value.ts'
import type { ExchangeNote } from '../exchange-note.ts'
import { writeCapacity } from './capacity.ts'
import { listsMember, workbenchOf } from './foreign.ts'
import { noteInexpressible } from './inexpressible.ts'
import { writeWorkbenchItem } from './item-values.ts'
import { NO_DATA_ACCESS } from './read-table.ts'

export interface WrittenTable {
  readonly json: Json
  /** The table states a capacity that its file did not: the file's version must be one that has capacity. */
  readonly statesCapacityAnew: boolean
}

/** A table as an element of `DataModel`; `notes` is told what the format cannot say. */
export function writeWorkbenchTable(
  document: ModelDocument,
  table: TableRecord,
  notes: ExchangeNote[],
): WrittenTable {
  const imported = workbenchOf(table)
  const indexes = indexesOf(document, table.id).filter(index => isExpressible(index))
  noteInexpressible(document, table, notes)
  const facets = facetsOf(document, table.id)
  const attributes = declarations(document, table, indexes)
  const capacity = writeCapacity(
    table.billing ?? (imported === undefined ? { mode: 'PAY_PER_REQUEST' } : undefined),
    jsonMember(imported, 'capacity'),
  )
  const keep = (list: readonly unknown[], name: string): boolean =>
    list.length > 0 || listsMember(imported, 'empty', name)
  const json: Json = {
    TableName: table.name,
    KeyAttributes: writeKey(table),
    ...(attributes.length === 0 && listsMember(imported, 'absent', 'NonKeyAttributes')
      ? {}
      : { NonKeyAttributes: attributes }),
    ...(keep(facets, 'TableFacets') ? { TableFacets: facets.map(facet => writeFacet(document, facet, table)) } : {}),
    ...(keep(indexes, 'GlobalSecondaryIndexes') ? { GlobalSecondaryIndexes: indexes.map(writeIndex) } : {}),
    ...tableData(document, table, facets, notes),
    ...dataAccess(imported),
    ...present('SampleDataFormats', jsonMember(imported, 'sampleDataFormats')),
    ...capacity,
    ...((jsonMember(imported, 'unknown') as UnknownContent | undefined) ?? {}),
  }
  const stated = jsonMember(imported, 'capacity') !== undefined
  return { json, statesCapacityAnew: 'BillingMode' in capacity && !stated }
}

/** A global index with at most one attribute in each part of its key. */
export function isExpressible(index: IndexRecord): boolean {
  return index.indexKind === 'GSI' && index.key.partition.length === 1 && index.key.sort.length <= 1
}

/** Either the table or its facets have the items, never both, except where the imported file had it so. */
function tableData(
  document: ModelDocument,
  table: TableRecord,
  facets: readonly FacetRecord[],
  notes: ExchangeNote[],
): UnknownContent {
  const imported = workbenchOf(table)
  const items = itemsOfTable(document, table.id)
  const loose = items.filter(item => item.facetId === undefined)
  const inFacets = items.length > loose.length
  if (!inFacets || jsonMember(imported, 'looseItems') === true) {
    if (loose.length > 0) return { TableData: loose.map(item => writeItem(item, table)) }
    const absent =
      facets.length > 0 ? !listsMember(imported, 'empty', 'TableData') : listsMember(imported, 'absent', 'TableData')
    return absent ? {} : { TableData: [] }
  }
  if (loose.length > 0) {
    const message = `${loose.length} ${loose.length === 1 ? 'item' : 'items'} of ${table.name} in no facet left out: the format has items on the table or in facets, not both`
    notes.push({ severity: 'warning', message, fix: 'Assign the items to a facet.', recordId: table.id })
  }
  return listsMember(imported, 'empty', 'TableData') ? { TableData: [] } : {}
}

function writeFacet(document: ModelDocument, facet: FacetRecord, table: TableRecord): Json {
  const imported = workbenchOf(facet)
  const absent = (name: string): boolean => listsMember(imported, 'absent', name)
  const items = itemsOfFacet(document, facet.id)
  const [partition, sort] = keyParts(table.key)
  const partitionKeyAlias = facet.partitionKeyAlias ?? (absent('PartitionKeyAlias') ? undefined : partition?.name)
  const sortKeyAlias = facet.sortKeyAlias ?? (absent('SortKeyAlias') ? undefined : sort?.name)
  const alias = { ...present('PartitionKeyAlias', partitionKeyAlias), ...present('SortKeyAlias', sortKeyAlias) }
  return {
    FacetName: facet.name,
    ...(Object.keys(alias).length === 0 && absent('KeyAttributeAlias') ? {} : { KeyAttributeAlias: alias }),
    ...(items.length === 0 && absent('TableData') ? {} : { TableData: items.map(item => writeItem(item, table)) }),
    ...(facet.attributes.length === 0 && absent('NonKeyAttributes') ? {} : { NonKeyAttributes: facet.attributes }),
    ...dataAccess(imported),
    ...((jsonMember(imported, 'unknown') as UnknownContent | undefined) ?? {}),
  }
}

function writeIndex(index: IndexRecord): Json {
  const { projection } = index
  return {
    IndexName: index.name,
    KeyAttributes: writeKey(index),
    Projection: {
      ProjectionType: projection.type,
      ...(projection.type === 'INCLUDE' ? { NonKeyAttributes: projection.attributes } : {}),
    },
    ...((jsonMember(workbenchOf(index), 'unknown') as UnknownContent | undefined) ?? {}),
  }
}

function writeItem(record: ItemRecord, table: TableRecord): Json {
  const keyNames = keyParts(table.key).map(part => part.name)
  return writeWorkbenchItem(record.item, jsonMember(workbenchOf(record), 'attributes'), keyNames)
}

function writeKey({ key }: TableRecord | IndexRecord): Json {
  const part = (
    name: 'PartitionKey' | 'SortKey',
    value: { readonly name: string; readonly type: string } | undefined,
  ): UnknownContent =>
    value === undefined ? {} : { [name]: { AttributeName: value.name, AttributeType: value.type } }
  return { ...part('PartitionKey', key.partition[0]), ...part('SortKey', key.sort[0]) }
}

/** Every attribute that occurs anywhere in the table and is not a table key: the application wants each declared. */
function declarations(document: ModelDocument, table: TableRecord, indexes: readonly IndexRecord[]): readonly Json[] {
  const types = new Map<string, AttributeType>()
  const keyNames = new Set(keyParts(table.key).map(part => part.name))
  const add = (name: string, type: AttributeType): void => {
    if (!keyNames.has(name) && !types.has(name)) types.set(name, type)
  }
  for (const { name, type } of attributesOf(document, table.id).values()) add(name, type)
  for (const { item } of itemsOfTable(document, table.id)) {
    for (const [name, value] of Object.entries(item)) add(name, typeOf(value))
  }
  for (const facet of facetsOf(document, table.id)) for (const name of facet.attributes) add(name, 'S')
  for (const { projection } of indexes) {
    if (projection.type === 'INCLUDE') for (const name of projection.attributes) add(name, 'S')
  }
  return [...types].map(([name, type]) => ({ AttributeName: name, AttributeType: type }))
}

function dataAccess(imported: UnknownContent | undefined): UnknownContent {
  if (listsMember(imported, 'absent', 'DataAccess')) return {}
  return { DataAccess: jsonMember(imported, 'dataAccess') ?? NO_DATA_ACCESS }
}

function present(name: string, value: Json | undefined): UnknownContent {
  return value === undefined ? {} : { [name]: value }
}
