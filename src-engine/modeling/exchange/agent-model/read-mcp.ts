import type { KeyDefinition, Projection, ScalarType } from '#dynamo'
import type { Billing, Encryption, Json, ModelDocument, TableRecord } from '../../document/model-document.ts'
import { documentOf } from '../../document/new-model.ts'
import { present } from '../../document/record-rest.ts'
import { isJsonList, isJsonObject, jsonMember, jsonObject } from '../../json/json-value.ts'
import type { ImportPlace } from '../import-place.ts'
import { entityOfItems, withAttributesOfPatterns } from './entity-of-items.ts'
import { hollow, listOf, numberOf, scalarTypeOf, targetNamed, textOf, textsOf } from './members.ts'
import { readMcpPattern } from './read-mcp-pattern.ts'
import { readModelItem } from './read-model-item.ts'
import { RecordMaker } from './record-maker.ts'
import { writeMcp } from './write-mcp.ts'

const CHILDREN = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes']

/** The records of a data model that has passed `checkMcpModel`. */
export function readMcpModel(root: Json, place: ImportPlace): ModelDocument {
  const maker = new RecordMaker()
  const tables = new Map<string, TableRecord>()
  const said = { ...(root as object), items: {} as Record<string, Json> } as Record<string, Json>
  maker.add({ kind: 'model', id: 'model', position: 0, name: 'Imported model' }, said)
  for (const json of listOf(root, 'tables')) {
    const table = readTable(json, maker, place)
    if (tables.has(table.name)) place.note('warning', `The table "${table.name}" stands in the file twice`)
    else tables.set(table.name, table)
  }
  readItems(root, said, tables, maker, place)
  readPatterns(root, tables, maker, place)
  for (const name of ['tables', 'access_patterns']) {
    const list = jsonMember(root, name)
    if (list === undefined) delete said[name]
    else said[name] = isJsonList(list) ? [] : list
  }
  return maker.finish('mcp', document => writeMcp(document).pieces)
}

function readTable(json: Json, maker: RecordMaker, model: ImportPlace): TableRecord {
  const name = textOf(json, 'TableName') ?? ''
  const place = model.in(`table "${name}"`)
  const types = new Map<string, ScalarType>()
  for (const definition of listOf(json, 'AttributeDefinitions')) {
    const attribute = textOf(definition, 'AttributeName')
    const type = scalarTypeOf(jsonMember(definition, 'AttributeType'))
    if (attribute !== undefined && type !== undefined) types.set(attribute, type)
  }
  const stream = jsonMember(json, 'StreamSpecification')
  const view = jsonMember(stream, 'StreamViewType')
  const tags = readTags(json)
  const table = maker.add<TableRecord>(
    {
      kind: 'table',
      ...maker.next('table'),
      name,
      key: readKey(json, types, place),
      attributes: [],
      ...present('billing', readBilling(json)),
      ...present(
        'tableClass',
        oneOf<NonNullable<TableRecord['tableClass']>>(jsonMember(json, 'TableClass'), [
          'STANDARD',
          'STANDARD_INFREQUENT_ACCESS',
        ]),
      ),
      ...present(
        'stream',
        jsonMember(stream, 'StreamEnabled') === true
          ? oneOf<NonNullable<TableRecord['stream']>>(view, [
              'KEYS_ONLY',
              'NEW_IMAGE',
              'OLD_IMAGE',
              'NEW_AND_OLD_IMAGES',
            ])
          : undefined,
      ),
      ...present('deletionProtection', flagOf(jsonMember(json, 'DeletionProtectionEnabled'))),
      ...present('encryption', readEncryption(jsonMember(json, 'SSESpecification'))),
      ...(Object.keys(tags).length === 0 ? {} : { tags }),
    },
    hollow(json, CHILDREN),
  )
  for (const [list, indexKind] of [
    ['LocalSecondaryIndexes', 'LSI'],
    ['GlobalSecondaryIndexes', 'GSI'],
  ] as const) {
    for (const index of listOf(json, list)) {
      maker.add(
        {
          kind: 'index',
          ...maker.next('index'),
          tableId: table.id,
          indexKind,
          name: textOf(index, 'IndexName') ?? '',
          key: readKey(index, types, place.in(`index "${textOf(index, 'IndexName')}"`)),
          projection: readProjection(jsonMember(index, 'Projection')),
        },
        index,
      )
    }
  }
  if (jsonMember(json, 'VectorIndexes') !== undefined) {
    place.note('info', 'Vector indexes are not read from this format; they are kept for the way back')
  }
  return table
}

function readKey(json: Json, types: ReadonlyMap<string, ScalarType>, place: ImportPlace): KeyDefinition {
  const parts = (side: 'HASH' | 'RANGE') =>
    listOf(json, 'KeySchema')
      .filter(element => jsonMember(element, 'KeyType') === side)
      .map(element => {
        const name = textOf(element, 'AttributeName') ?? ''
        const type = types.get(name)
        if (type === undefined) place.note('warning', `The key attribute "${name}" is not defined; S was taken`)
        return { name, type: type ?? ('S' satisfies ScalarType) }
      })
  return { partition: parts('HASH'), sort: parts('RANGE') }
}

function readProjection(json: Json | undefined): Projection {
  const type = oneOf(jsonMember(json, 'ProjectionType'), ['ALL', 'KEYS_ONLY', 'INCLUDE']) ?? 'ALL'
  return type === 'INCLUDE' ? { type, attributes: textsOf(json, 'NonKeyAttributes') } : { type }
}

function readBilling(json: Json): Billing | undefined {
  const mode = jsonMember(json, 'BillingMode')
  if (mode === 'PAY_PER_REQUEST') return { mode }
  const throughput = jsonMember(json, 'ProvisionedThroughput')
  const [read, write] = [numberOf(throughput, 'ReadCapacityUnits'), numberOf(throughput, 'WriteCapacityUnits')]
  if (read === undefined || write === undefined) return undefined
  return { mode: 'PROVISIONED', throughput: { read, write } }
}

function readEncryption(json: Json | undefined): Encryption | undefined {
  if (jsonMember(json, 'Enabled') !== true) return undefined
  return { type: 'KMS', ...present('kmsKey', textOf(json, 'KMSMasterKeyId')) }
}

function readTags(json: Json): Readonly<Record<string, string>> {
  const tags = Object.create(null) as Record<string, string>
  for (const tag of listOf(json, 'Tags')) {
    const [key, value] = [textOf(tag, 'Key'), jsonMember(tag, 'Value')]
    if (key !== undefined && typeof value === 'string') tags[key] = value
  }
  return tags
}

/** Items, and with them the entity of each table: nothing in the file tells more. */
function readItems(
  root: Json,
  said: Record<string, Json>,
  tables: ReadonlyMap<string, TableRecord>,
  maker: RecordMaker,
  model: ImportPlace,
): void {
  const byTable = jsonMember(root, 'items')
  const rest = jsonObject()
  for (const [name, list] of Object.entries(isJsonObject(byTable) ? byTable : {})) {
    if (!tables.has(name)) model.note('warning', `There is no table "${name}"; its items are kept, but not shown`)
    rest[name] = tables.has(name) && isJsonList(list) ? [] : list
  }
  if (byTable === undefined) delete said.items
  else said.items = isJsonObject(byTable) ? rest : byTable
  for (const [name, table] of tables) {
    const entries = listOf(byTable, name)
    const items = entries.map((entry, at) =>
      readModelItem(
        jsonMember(jsonMember(entry, 'PutRequest'), 'Item') ?? {},
        model.in(`table "${name}"`, `item ${at + 1}`),
      ),
    )
    const indexes = maker.records.filter(record => record.kind === 'index' && record.tableId === table.id)
    const entity = maker.add(entityOfItems(maker.next('entity'), table, documentOf(indexes), items))
    const placement = maker.add({
      kind: 'placement',
      ...maker.next('placement'),
      tableId: table.id,
      entityId: entity.id,
      templates: {},
    } as const)
    entries.forEach((entry, at) => {
      const item = items[at]
      if (item === undefined) return
      maker.add({ kind: 'item', ...maker.next('item'), tableId: table.id, placementId: placement.id, item }, entry)
    })
  }
}

function readPatterns(
  root: Json,
  tables: ReadonlyMap<string, TableRecord>,
  maker: RecordMaker,
  model: ImportPlace,
): void {
  const document = documentOf(maker.records)
  listOf(root, 'access_patterns').forEach((json, at) => {
    const place = model.in(`access pattern ${textOf(json, 'pattern') ?? at + 1}`)
    const next = maker.next('pattern')
    maker.add({ ...next, ...readMcpPattern(document, json, targetNamed(document, tables, json), place) }, json)
  })
  const operations = maker.records.flatMap(record => (record.kind === 'pattern' ? [record.operation] : []))
  for (const entity of withAttributesOfPatterns(document, operations)) maker.replace(entity)
}

function flagOf(json: Json | undefined): boolean | undefined {
  return typeof json === 'boolean' ? json : undefined
}

function oneOf<T extends string>(json: Json | undefined, values: readonly T[]): T | undefined {
  return values.find(value => value === json)
}
