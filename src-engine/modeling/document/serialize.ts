import { keyParts } from '#dynamo'
import { isJsonList, isJsonObject } from '../json/json-value.ts'
import { byCodeUnit, printCanonical } from '../json/print-json.ts'
import { FILE_FORMAT, FILE_VERSION, MEMBERS } from './file-format.ts'
import type {
  Item,
  ItemRecord,
  Json,
  ModelDocument,
  ModelRecord,
  TableRecord,
  UnknownContent,
} from './model-document.ts'
import {
  entitiesOf,
  facetsOf,
  indexesOf,
  itemsOfTable,
  modelInfoOf,
  orphansOf,
  patternsOf,
  placementsOf,
  relationsOf,
  tablesOf,
  vectorIndexesOf,
} from './queries.ts'

/** Order inside the small objects of a record; names that are not here follow by name. */
const SMALL_OBJECT_MEMBERS = [
  'kind',
  'id',
  'operation',
  'times',
  'partition',
  'sort',
  'mode',
  'throughput',
  'readScaling',
  'writeScaling',
  'read',
  'write',
  'min',
  'max',
  'target',
  'average',
  'peak',
  'name',
  'type',
  'entityId',
  'entityIds',
  'patternId',
  'attribute',
  'is',
  'values',
  'parent',
  'child',
  'statement',
  'by',
  'where',
  'order',
  'direction',
  'limit',
  'sets',
  'adds',
  'removes',
  'reads',
  'writes',
  'steps',
  'attributes',
]

/** Members of which each entry gets a line, because people edit and merge them entry by entry. */
const ENTRY_PER_LINE: ReadonlySet<string> = new Set(['attributes', 'tags', 'templates'])

/**
 * The text of `name.facet.json`. Canonical: equal documents give equal bytes, whatever the order in which their records
 * and members were made; an item is one line, so that a git diff shows the items that changed.
 */
export function serializeModel(document: ModelDocument): string {
  const info = modelInfoOf(document)
  const { records: strangers, format: _format, version: _version, ...unknown } = info.unknown ?? {}
  const envelope = [`"format": ${JSON.stringify(FILE_FORMAT)}`, `"version": ${FILE_VERSION}`]
  const members = { ...info, position: info.position === 0 ? undefined : info.position }
  envelope.push(...memberLines(members, MEMBERS.model, unknown, '  '))

  const records: string[] = []
  for (const record of [...entitiesOf(document), ...relationsOf(document), ...patternsOf(document)]) {
    records.push(recordText(record))
  }
  for (const table of tablesOf(document)) {
    records.push(recordText(table))
    for (const index of indexesOf(document, table.id)) records.push(recordText(index))
    for (const index of vectorIndexesOf(document, table.id)) records.push(recordText(index))
    for (const placement of placementsOf(document, table.id)) records.push(recordText(placement))
    for (const facet of facetsOf(document, table.id)) records.push(recordText(facet))
    const items = itemsOfTable(document, table.id)
    if (items.length > 0) records.push(itemsText(items, table))
  }
  for (const orphan of orphansOf(document)) {
    records.push(...(orphan.kind === 'item' ? itemLines([orphan], undefined) : [recordText(orphan)]))
  }
  if (strangers !== undefined && isJsonList(strangers))
    records.push(...strangers.map(record => `    ${printSmall(record)}`))

  envelope.push(records.length === 0 ? '"records": []' : `"records": [\n${records.join(',\n')}\n  ]`)
  return `{\n${envelope.map(line => `  ${line}`).join(',\n')}\n}\n`
}

/** Texts of records: of hundreds an edit touches few. */
const printedRecords = new WeakMap<ModelRecord, string>()

function recordText(record: ModelRecord): string {
  const known = printedRecords.get(record)
  if (known !== undefined) return known
  const text = printWhole(record)
  printedRecords.set(record, text)
  return text
}

function printWhole(record: ModelRecord): string {
  const lines = memberLines(record, MEMBERS[record.kind], record.unknown ?? {}, '      ')
  return `    {\n${lines.map(line => `      ${line}`).join(',\n')}\n    }`
}

/** Lines of items, while the item and the names of its table's key are the same: an edit touches few of many. */
const printedItems = new WeakMap<ItemRecord, { readonly keyNames: string; readonly line: string }>()

/** The same of all items of a table, while none of them is another one. */
const printedLists = new WeakMap<readonly ItemRecord[], { readonly keyNames: string; readonly text: string }>()

function itemsText(items: readonly ItemRecord[], table: TableRecord): string {
  const keyNames = JSON.stringify(keyNamesOf(table))
  const printed = printedLists.get(items)
  if (printed?.keyNames === keyNames) return printed.text
  const text = itemLines(items, table).join(',\n')
  printedLists.set(items, { keyNames, text })
  return text
}

function keyNamesOf(table: TableRecord): readonly string[] {
  return [...new Set(keyParts(table.key).map(part => part.name))]
}

function itemLines(items: readonly ItemRecord[], table: TableRecord | undefined): readonly string[] {
  const keys = table === undefined ? [] : keyNamesOf(table)
  const keyNames = JSON.stringify(keys)
  return items.map(record => {
    const printed = printedItems.get(record)
    if (printed?.keyNames === keyNames) return printed.line
    const line = printRecord(record, keys)
    printedItems.set(record, { keyNames, line })
    return line
  })
}

function printRecord(record: ItemRecord, keys: readonly string[]): string {
  const members: string[] = []
  for (const name of MEMBERS.item) {
    const value = record[name]
    if (value === undefined) continue
    members.push(
      `${JSON.stringify(name)}: ${name === 'item' ? printItem(record.item, keys) : printSmall(value as Json)}`,
    )
  }
  for (const [name, value] of unknownMembers(record.unknown ?? {}, MEMBERS.item)) {
    members.push(`${JSON.stringify(name)}: ${printCanonical(value)}`)
  }
  return `    { ${members.join(', ')} }`
}

function memberLines(
  record: Readonly<Record<string, unknown>> | ModelRecord,
  known: readonly string[],
  unknown: UnknownContent,
  indent: string,
): string[] {
  const lines: string[] = []
  for (const name of known) {
    const value = (record as Readonly<Record<string, unknown>>)[name] as Json | undefined
    if (value === undefined) continue
    const printed = ENTRY_PER_LINE.has(name)
      ? printEntries(value, indent)
      : name === 'foreign'
        ? printCanonical(value)
        : printSmall(value)
    lines.push(`${JSON.stringify(name)}: ${printed}`)
  }
  for (const [name, value] of unknownMembers(unknown, known))
    lines.push(`${JSON.stringify(name)}: ${printCanonical(value)}`)
  return lines
}

function unknownMembers(unknown: UnknownContent, known: readonly string[]): readonly (readonly [string, Json])[] {
  return Object.entries(unknown)
    .filter(([name]) => !known.includes(name))
    .sort(([left], [right]) => byCodeUnit(left, right))
}

function printEntries(value: Json, indent: string): string {
  if (isJsonList(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map(entry => `${indent}  ${printSmall(entry)}`).join(',\n')}\n${indent}]`
  }
  if (!isJsonObject(value)) return printCanonical(value)
  const names = Object.keys(value).sort(byCodeUnit)
  if (names.length === 0) return '{}'
  return `{\n${names.map(name => `${indent}  ${JSON.stringify(name)}: ${printSmall(value[name] ?? null)}`).join(',\n')}\n${indent}}`
}

/** One line, members in reading order (`name` before `type`). */
function printSmall(value: Json): string {
  if (isJsonList(value)) return `[${value.map(printSmall).join(', ')}]`
  if (!isJsonObject(value)) return printCanonical(value)
  const names = Object.keys(value)
  const known = SMALL_OBJECT_MEMBERS.filter(name => Object.hasOwn(value, name))
  if (known.length === 0) return printCanonical(value)
  const others = names.filter(name => !SMALL_OBJECT_MEMBERS.includes(name)).sort(byCodeUnit)
  const members = [...known, ...others].map(name => `${JSON.stringify(name)}: ${printSmall(value[name] ?? null)}`)
  return `{ ${members.join(', ')} }`
}

/** Key attributes first, then by name. */
function printItem(item: Item, keys: readonly string[]): string {
  const first = keys.filter(name => Object.hasOwn(item, name))
  const others = Object.keys(item)
    .filter(name => !first.includes(name))
    .sort(byCodeUnit)
  const members = [...first, ...others].map(name => `${JSON.stringify(name)}: ${printCanonical(item[name] ?? null)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
