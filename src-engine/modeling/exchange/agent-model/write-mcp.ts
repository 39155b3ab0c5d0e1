import type { AccessPath } from '../../access-patterns/access-path.ts'
import { planOf } from '../../access-patterns/plan.ts'
import { attributeDefinitions, tableInput } from '../../apply/table-input.ts'
import type {
  Json,
  ModelDocument,
  PatternRecord,
  RecordId,
  TableRecord,
  UnknownContent,
} from '../../document/model-document.ts'
import {
  indexesOf,
  itemsOfTable,
  modelInfoOf,
  patternsOf,
  recordOf,
  recordOfKind,
  tablesOf,
} from '../../document/queries.ts'
import { isJsonObject, jsonMember, jsonObject } from '../../json/json-value.ts'
import { writeAsRead } from './as-read.ts'
import { printAwsCommand } from './aws-command.ts'
import { exampleRequest } from './request-of-target.ts'

export interface WrittenMcp {
  /** What Facet writes for each record, before what the file said is put back. */
  readonly pieces: ReadonlyMap<RecordId, UnknownContent>
}

/** The pieces of a data model, record by record; an element list is empty where its elements are pieces themselves. */
export function writeMcp(document: ModelDocument): WrittenMcp {
  const pieces = new Map<RecordId, UnknownContent>()
  const items = jsonObject()
  for (const table of tablesOf(document)) {
    const records = itemsOfTable(document, table.id)
    if (records.length > 0) items[table.name] = []
    writeTable(document, table, pieces)
    for (const { id, item } of records) pieces.set(id, { PutRequest: { Item: item as Json } })
  }
  const plan = planOf(document)
  for (const pattern of patternsOf(document))
    pieces.set(pattern.id, patternPiece(document, pattern, plan.get(pattern.id), false))
  pieces.set('model', { tables: [], items, access_patterns: [] })
  return { pieces }
}

function writeTable(document: ModelDocument, table: TableRecord, pieces: Map<RecordId, UnknownContent>): void {
  const {
    VectorIndexes: _left,
    GlobalSecondaryIndexes,
    LocalSecondaryIndexes,
    ...input
  } = tableInput(document, table)
  const indexes = indexesOf(document, table.id)
  pieces.set(table.id, {
    ...(input as unknown as UnknownContent),
    AttributeDefinitions: attributeDefinitions(table, indexes) as unknown as Json,
    ...(GlobalSecondaryIndexes === undefined ? {} : { GlobalSecondaryIndexes: [] }),
    ...(LocalSecondaryIndexes === undefined ? {} : { LocalSecondaryIndexes: [] }),
  })
  const globals = indexes.filter(({ indexKind }) => indexKind === 'GSI')
  const locals = indexes.filter(({ indexKind }) => indexKind === 'LSI')
  globals.forEach(({ id }, at) => {
    pieces.set(id, GlobalSecondaryIndexes?.[at] as unknown as UnknownContent)
  })
  locals.forEach(({ id }, at) => {
    pieces.set(id, LocalSecondaryIndexes?.[at] as unknown as UnknownContent)
  })
}

function patternPiece(
  document: ModelDocument,
  pattern: PatternRecord,
  path: AccessPath | undefined,
  withSamples: boolean,
): UnknownContent {
  const { name, description, operation, position } = pattern
  const text = {
    pattern: String(position),
    description: description === undefined ? name : `${name}: ${description}`,
  }
  const call = path?.calls.at(-1)
  const [target] = call?.targets ?? []
  if (operation.type === 'partiql') return { ...text, reason: `A PartiQL statement: ${operation.statement}` }
  if (operation.type === 'steps') {
    return operation.steps.length === 0
      ? { pattern: text.pattern, description: name, ...(description === undefined ? {} : { reason: description }) }
      : { ...text, reason: 'Several patterns one after the other, each of them listed by itself' }
  }
  if (operation.type === 'vector-search') return { ...text, reason: 'A search by vector' }
  if (call === undefined || target === undefined) return { ...text, reason: 'The design does not serve it' }
  const table = recordOfKind(document, 'table', target.tableId)?.name ?? ''
  const index = recordOfKind(document, 'index', target.indexId ?? '')?.name
  const request = exampleRequest(document, operation, call, withSamples)
  return {
    ...text,
    table,
    ...(index === undefined ? {} : { index }),
    dynamodb_operation: call.call,
    ...(request === undefined ? {} : { implementation: printAwsCommand(call.call, request) }),
  }
}

/** The whole file: the pieces as they were read where nothing changed, put together. */
export function assembleMcp(document: ModelDocument): Json {
  const { pieces } = writeMcp(document)
  const piece = (id: RecordId): UnknownContent => writeAsRead(recordOf(document, id), 'mcp', pieces.get(id) ?? {})
  const tables = tablesOf(document)
  const root: Record<string, Json> = { ...piece(modelInfoOf(document).id) }
  const written = tables.map(table => {
    const own = { ...piece(table.id) } as Record<string, Json>
    const indexes = indexesOf(document, table.id)
    for (const [list, kind] of [
      ['GlobalSecondaryIndexes', 'GSI'],
      ['LocalSecondaryIndexes', 'LSI'],
    ] as const) {
      const members = indexes.filter(({ indexKind }) => indexKind === kind).map(({ id }) => piece(id))
      if (members.length > 0) own[list] = members
    }
    return own
  })
  const plan = planOf(document)
  const patterns = patternsOf(document).map(pattern => {
    const written = piece(pattern.id)
    // A command of our own gets the values of sample items; whether it is our own must not depend on them.
    if (written.implementation !== pieces.get(pattern.id)?.implementation) return written
    const { implementation } = patternPiece(document, pattern, plan.get(pattern.id), true)
    return implementation === undefined ? written : { ...written, implementation }
  })
  if (written.length > 0) root.tables = written
  if (patterns.length > 0) root.access_patterns = patterns
  const items = jsonMember(root, 'items')
  const byTable = isJsonObject(items) ? Object.assign(jsonObject(), items) : jsonObject()
  let any = isJsonObject(items)
  for (const table of tables) {
    const list = itemsOfTable(document, table.id).map(({ id }) => piece(id))
    if (list.length === 0) continue
    any = true
    byTable[table.name] = list
  }
  if (any) root.items = byTable
  return root
}
