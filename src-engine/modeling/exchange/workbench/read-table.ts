import { type KeyDefinition, keyParts, type Projection, type ScalarType } from '#dynamo'
import type {
  DeclaredAttribute,
  FacetRecord,
  IndexRecord,
  Json,
  ModelRecord,
  RecordKind,
  TableRecord,
} from '../../document/model-document.ts'
import { equalJson } from '../../json/equal-json.ts'
import { jsonMember } from '../../json/json-value.ts'
import type { ImportPlace } from '../import-place.ts'
import { FORMER_DEFAULT, readCapacity } from './capacity.ts'
import { compact, workbenchForeign } from './foreign.ts'
import { WorkbenchItemReader } from './read-items.ts'
import {
  absentMembers,
  attributeTypeOf,
  emptyMembers,
  listMember,
  readKeyAttributes,
  readKeySchema,
  textMember,
  unknownMembers,
} from './read-members.ts'

const TABLE_MEMBERS = [
  'TableName',
  'KeyAttributes',
  'NonKeyAttributes',
  'TableFacets',
  'GlobalSecondaryIndexes',
  'TableData',
  'DataAccess',
  'SampleDataFormats',
  'BillingMode',
  'ProvisionedCapacitySettings',
]
const INDEX_MEMBERS = ['IndexName', 'KeyAttributes', 'Projection']
const FACET_MEMBERS = ['FacetName', 'KeyAttributeAlias', 'TableData', 'NonKeyAttributes', 'DataAccess']

/** The `DataAccess` of nearly every table; anything else is kept, never run. */
export const NO_DATA_ACCESS: Json = { MySql: {} }

/** Reads one element of `DataModel` and adds its records: the table, its indexes, its facets and their items. */
export function readWorkbenchTable(json: Json, model: ImportPlace, records: ModelRecord[]): void {
  const name = textMember(json, 'TableName', model) ?? ''
  const place = model.in(`table "${name}"`)
  const facets = listMember(json, 'TableFacets', place)
  const looseItems = listMember(json, 'TableData', place)
  const withBoth = looseItems.length > 0 && facets.some(hasItems)
  const table = readTable(json, name, withBoth, records, place)
  records.push(table)
  for (const index of listMember(json, 'GlobalSecondaryIndexes', place))
    records.push(readIndex(index, table, records, place))
  const items = new WorkbenchItemReader(table, records)
  for (const facet of facets) {
    const record = readFacet(facet, table, records, place)
    records.push(record)
    items.read(listMember(facet, 'TableData', place), record, place.in(`facet "${record.name}"`))
  }
  items.read(looseItems, undefined, place)
}

function readTable(
  json: Json,
  name: string,
  withBoth: boolean,
  records: readonly ModelRecord[],
  place: ImportPlace,
): TableRecord {
  const key = readKeyAttributes(json, place)
  const billing = readCapacity(json)
  const capacity = compact({
    BillingMode: jsonMember(json, 'BillingMode'),
    ProvisionedCapacitySettings: jsonMember(json, 'ProvisionedCapacitySettings'),
  })
  if (billing === undefined && Object.keys(capacity).length > 0)
    place.note('warning', 'The capacity settings were not understood; they are kept')
  if (equalJson(billing, FORMER_DEFAULT)) {
    place.note('info', 'The provisioned capacity is what NoSQL Workbench used to write for every table', {
      fix: 'Choose on-demand if nobody decided it.',
    })
  }
  const unknown = unknownMembers(json, TABLE_MEMBERS)
  for (const member of Object.keys(unknown)) place.note('info', `"${member}" is not part of the format; it is kept`)
  const dataAccess = jsonMember(json, 'DataAccess')
  return {
    kind: 'table',
    id: nextIdOf(records, 'table'),
    position: count(records, 'table') + 1,
    name,
    key,
    attributes: readAttributes(
      json,
      keyParts(key).map(part => part.name),
      place,
    ),
    ...(billing === undefined ? {} : { billing }),
    ...workbenchForeign(
      compact({
        unknown,
        capacity,
        sampleDataFormats: jsonMember(json, 'SampleDataFormats'),
        dataAccess: equalJson(dataAccess, NO_DATA_ACCESS) ? undefined : dataAccess,
        looseItems: withBoth || undefined,
        absent: absentMembers(json, ['NonKeyAttributes', 'TableData', 'DataAccess']),
        empty: emptyMembers(json, ['TableFacets', 'GlobalSecondaryIndexes', 'TableData']),
      }),
    ),
  }
}

function hasItems(facet: Json): boolean {
  const items = jsonMember(facet, 'TableData')
  return Array.isArray(items) && items.length > 0
}

function readAttributes(json: Json, keyNames: readonly string[], place: ImportPlace): readonly DeclaredAttribute[] {
  const attributes: DeclaredAttribute[] = []
  for (const element of listMember(json, 'NonKeyAttributes', place)) {
    const name = jsonMember(element, 'AttributeName')
    if (typeof name !== 'string') {
      place.note('warning', 'A declared attribute has no name and was left out')
      continue
    }
    const stated = attributeTypeOf(jsonMember(element, 'AttributeType'))
    if (stated === undefined)
      place.note('warning', `The attribute "${name}" is declared without a type of DynamoDB; S was taken`)
    const type = stated ?? 'S'
    const earlier = attributes.find(attribute => attribute.name === name)
    if (keyNames.includes(name)) place.note('info', `The key attribute "${name}" is declared again; the key counts`)
    else if (earlier === undefined) attributes.push({ name, type })
    else if (earlier.type === type) place.note('info', `The attribute "${name}" is declared twice`)
    else
      place.note(
        'warning',
        `The attribute "${name}" is declared as ${earlier.type} and as ${type}; ${earlier.type} was taken`,
      )
  }
  return attributes
}

function readIndex(
  json: Json,
  table: TableRecord,
  records: readonly ModelRecord[],
  tablePlace: ImportPlace,
): IndexRecord {
  const stated = textMember(json, 'IndexName', tablePlace)
  const name = stated ?? ''
  const place = tablePlace.in(`index "${name}"`)
  if (stated === undefined) place.note('warning', 'An index has no name')
  const { key, members } = readIndexKey(json, table, place)
  return {
    kind: 'index',
    id: nextIdOf(records, 'index'),
    tableId: table.id,
    position: records.filter(record => record.kind === 'index' && record.tableId === table.id).length + 1,
    indexKind: 'GSI',
    name,
    key,
    projection: readProjection(jsonMember(json, 'Projection'), place),
    ...workbenchForeign(compact({ unknown: unknownMembers(json, members) })),
  }
}

/** The key of an index, and the members that are understood with it. */
function readIndexKey(
  json: Json,
  table: TableRecord,
  place: ImportPlace,
): { readonly key: KeyDefinition; readonly members: readonly string[] } {
  const declared = [...keyParts(table.key), ...table.attributes]
  const typeOf = (name: string): ScalarType | undefined => {
    const type = declared.find(attribute => attribute.name === name)?.type
    return type === 'S' || type === 'N' || type === 'B' ? type : undefined
  }
  const schema = jsonMember(json, 'KeyAttributes') === undefined ? readKeySchema(json, typeOf, place) : undefined
  return schema === undefined
    ? { key: readKeyAttributes(json, place), members: INDEX_MEMBERS }
    : { key: schema, members: [...INDEX_MEMBERS, 'KeySchema'] }
}

function readProjection(json: Json | undefined, place: ImportPlace): Projection {
  const type = jsonMember(json, 'ProjectionType')
  if (type === 'INCLUDE') return { type, attributes: readNames(json ?? null, place) }
  if (type === 'ALL' || type === 'KEYS_ONLY') return { type }
  place.note('warning', 'The projection was not understood; ALL was taken')
  return { type: 'ALL' }
}

function readFacet(
  json: Json,
  table: TableRecord,
  records: readonly ModelRecord[],
  tablePlace: ImportPlace,
): FacetRecord {
  const stated = textMember(json, 'FacetName', tablePlace)
  const name = stated ?? ''
  const place = tablePlace.in(`facet "${name}"`)
  if (stated === undefined) place.note('warning', 'A facet has no name')
  const alias = jsonMember(json, 'KeyAttributeAlias')
  const partitionKeyAlias = alias === undefined ? undefined : textMember(alias, 'PartitionKeyAlias', place)
  const sortKeyAlias = alias === undefined ? undefined : textMember(alias, 'SortKeyAlias', place)
  const dataAccess = jsonMember(json, 'DataAccess')
  return {
    kind: 'facet',
    id: nextIdOf(records, 'facet'),
    tableId: table.id,
    position: records.filter(record => record.kind === 'facet' && record.tableId === table.id).length + 1,
    name,
    ...(partitionKeyAlias === undefined ? {} : { partitionKeyAlias }),
    ...(sortKeyAlias === undefined ? {} : { sortKeyAlias }),
    attributes: readNames(json, place),
    ...workbenchForeign(
      compact({
        unknown: unknownMembers(json, FACET_MEMBERS),
        dataAccess: equalJson(dataAccess, NO_DATA_ACCESS) ? undefined : dataAccess,
        absent: [
          ...absentMembers(json, ['KeyAttributeAlias', 'TableData', 'NonKeyAttributes', 'DataAccess']),
          ...absentMembers(alias, ['PartitionKeyAlias', 'SortKeyAlias']),
        ],
      }),
    ),
  }
}

function readNames(json: Json, place: ImportPlace): readonly string[] {
  const names: string[] = []
  for (const name of listMember(json, 'NonKeyAttributes', place)) {
    if (typeof name === 'string') names.push(name)
    else place.note('warning', 'An attribute name is not a text and was left out')
  }
  return names
}

function count(records: readonly ModelRecord[], kind: RecordKind): number {
  return records.filter(record => record.kind === kind).length
}

function nextIdOf(records: readonly ModelRecord[], kind: Exclude<RecordKind, 'model' | 'item'>): string {
  return `${kind}-${count(records, kind) + 1}`
}
