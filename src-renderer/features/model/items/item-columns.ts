import { type AttributeType, attributeOf, type KeyDefinition, keyParts, projectedAttributes, typeOf } from '#dynamo'
import {
  attributesOf,
  type Diagnostic,
  type IndexRecord,
  type ItemRecord,
  type ModelDocument,
  printTemplate,
  type RecordId,
  type TableRecord,
} from '#modeling'
import { type GridCell, type GridColumn, TYPE_NAMES, valueSource, valueText } from '../../../ui/index.ts'
import { columnWidth } from './column-width.ts'
import { indexDefinition } from './item-collections.ts'
import { namesIn } from './item-shapes.ts'
import { type KeyOfItem, type KeysAs, keyOfItem } from './key-pieces.ts'
import type { KeyTextPart } from './key-text.ts'
import { valueFromText } from './typed-text.ts'

/** An attribute as a column: its usual type, and the part of a key that it is. */
export interface ItemColumn extends GridColumn<ItemRecord> {
  readonly attribute: string
  readonly type: AttributeType
  /** A part of the key that the items are seen through. */
  readonly isKey: boolean
  /** A part of any key: of the table, of the index in view, or of another index. */
  readonly inKey: boolean
  /** The parts of a key as its item's placement writes it; undefined when no template says. */
  readonly pieces: (record: ItemRecord) => readonly KeyTextPart[] | undefined
}

export interface ItemColumnsInput {
  readonly document: ModelDocument
  readonly table: TableRecord
  /** The index that the items are seen through; undefined for the table. */
  readonly index: IndexRecord | undefined
  /** The items that are shown, for names and widths. */
  readonly items: readonly ItemRecord[]
  readonly problems: ReadonlyMap<RecordId, readonly Diagnostic[]>
  /** Only attributes that a shown item has (a filter is on). */
  readonly onlyUsed: boolean
  /** Attributes that are wanted although no item has them and the table does not declare them. */
  readonly also?: readonly string[]
  /** Items that the index does not hold and that are shown all the same: of them only keys are seen. */
  readonly absent?: ReadonlySet<ItemRecord>
  /** Absent: values. */
  readonly keysAs?: KeysAs
}

/**
 * The columns of sample items: the key that they are seen through first and pinned, then the table's key, declared
 * attributes in their order, and those that only items have. Through an index, what it does not project comes last and is
 * absent from every item.
 */
export function itemColumns(input: ItemColumnsInput): readonly ItemColumn[] {
  const { table, index, items } = input
  const used = namesIn(items)
  const known = attributesOf(input.document, table.id)
  const projected = index ? projectedAttributes({ ...table, indexes: [] }, indexDefinition(index)) : 'ALL'
  const badges = keyBadges((index ?? table).key)
  const keys = [...badges.keys(), ...keyParts(table.key).map(part => part.name)]
  const names = new Set([
    ...keys,
    ...[...known.keys()].filter(name => !input.onlyUsed || used.has(name)),
    ...used.keys(),
    ...(input.also ?? []),
  ])
  const isHeld = (name: string) => projected === 'ALL' || projected.has(name)
  return [...names]
    .sort((left, right) => Number(isHeld(right)) - Number(isHeld(left)))
    .map(name => {
      const type = known.get(name)?.type ?? used.get(name) ?? 'S'
      return isHeld(name)
        ? column(name, type, badges.get(name), input)
        : notProjected(column(name, type, undefined, input), index)
    })
}

/** An attribute that the index leaves out: the column says so, and no item has it. */
function notProjected(column: ItemColumn, index: IndexRecord | undefined): ItemColumn {
  return {
    ...column,
    width: Math.min(column.width ?? 96, 96),
    hint: `${column.attribute} is not projected into ${index?.name ?? 'the index'}: reading it takes a read of the table`,
    editable: false,
    cell: () => undefined,
    source: () => '',
  }
}

/** `PK` and `SK`, numbered where a side has several parts. */
function keyBadges(key: KeyDefinition): ReadonlyMap<string, string> {
  const badges = new Map<string, string>()
  for (const [side, badge] of [
    ['partition', 'PK'],
    ['sort', 'SK'],
  ] as const) {
    key[side].forEach((part, at) => {
      if (!badges.has(part.name)) badges.set(part.name, key[side].length > 1 ? `${badge}${at + 1}` : badge)
    })
  }
  return badges
}

function column(name: string, type: AttributeType, badge: string | undefined, input: ItemColumnsInput): ItemColumn {
  const tableKey = keyParts(input.table.key).find(part => part.name === name)
  const isKey = badge !== undefined
  const keyType = tableKey?.type ?? (isKey ? type : undefined)
  const keysAs = input.keysAs ?? 'values'
  const inKey =
    isKey || tableKey !== undefined || attributesOf(input.document, input.table.id).get(name)?.use === 'index key'
  const keyOf = (record: ItemRecord) => (inKey ? keyOfItem(input.document, record, name, keysAs) : undefined)
  // Of an item that the index does not hold, its keys say which item it is and what it lacks.
  const isSeen = (record: ItemRecord) => isKey || tableKey !== undefined || input.absent?.has(record) !== true
  return {
    id: name,
    title: name,
    attribute: name,
    type,
    isKey,
    inKey,
    ...(badge === undefined ? {} : { badge }),
    ...(type === 'S' ? {} : { glyph: type }),
    sticky: isKey,
    mono: inKey || type !== 'S',
    align: type === 'N' ? 'end' : 'start',
    width: columnWidth(name, badge, input.items, record => shownText(record, name, keysAs, keyOf)),
    hint: hintFor(name, type, badge, input),
    editable: record => isSeen(record),
    cell: record =>
      isSeen(record)
        ? keyCell(cellFor(record, name, type, tableKey !== undefined, input.problems.get(record.id)), keyOf(record))
        : undefined,
    source: record => (isSeen(record) ? sourceOf(record, name) : ''),
    pieces: record => keyOf(record)?.pieces,
    validate: (record, text) => {
      const read = text === '' ? undefined : valueFromText(text, editedType(record, name, type, keyType))
      return read && 'fault' in read ? read.fault : undefined
    },
  }
}

/** The type that a typed text is read as: a key's, the value's own, or the column's usual one. */
export function editedType(
  record: ItemRecord,
  name: string,
  usual: AttributeType,
  keyType: AttributeType | undefined,
): AttributeType {
  if (keyType !== undefined) return keyType
  const value = attributeOf(record.item, name)
  return value === undefined ? usual : typeOf(value)
}

function sourceOf(record: ItemRecord, name: string): string {
  const value = attributeOf(record.item, name)
  return value === undefined ? '' : valueSource(value)
}

function cellFor(
  record: ItemRecord,
  name: string,
  usual: AttributeType,
  isTableKey: boolean,
  problems: readonly Diagnostic[] | undefined,
): GridCell | undefined {
  const problem = problems?.find(found => found.attribute === name && found.severity !== 'info')
  const fault = problem ? { invalid: true, tip: `${problem.message}. ${problem.fix}` } : undefined
  const value = attributeOf(record.item, name)
  if (value === undefined) {
    return isTableKey ? { text: 'missing', tone: 'red', mono: false, ...fault } : undefined
  }
  const type = typeOf(value)
  const isEmpty = 'S' in value && value.S === ''
  return {
    text: isEmpty ? 'empty' : valueText(value),
    ...(type === usual ? {} : { glyph: type }),
    ...(isEmpty || 'NULL' in value ? { tone: 'dim' as const } : {}),
    ...fault,
  }
}

/** A key along its template: shown as the template where that is asked for, marked where the template writes another. */
function keyCell(cell: GridCell | undefined, key: KeyOfItem | undefined): GridCell | undefined {
  if (cell === undefined || key === undefined || cell.invalid === true) return cell
  if (key.pieces) return { ...cell, text: key.pieces.map(({ text }) => text).join('') || cell.text }
  const tip = `Not as ${printTemplate(key.template)} writes it: typed by hand, or older than the template`
  return { ...cell, tone: 'amber', tip }
}

function hintFor(
  name: string,
  type: AttributeType,
  badge: string | undefined,
  { table, index }: ItemColumnsInput,
): string {
  const roles = [
    badge?.startsWith('PK') ? 'partition key' : badge ? 'sort key' : undefined,
    index && keyParts(table.key).some(part => part.name === name) ? `key of ${table.name}` : undefined,
    table.timeToLive === name ? 'time to live' : undefined,
  ].filter(role => role !== undefined)
  return [`${name}: ${TYPE_NAMES[type]}`, ...roles].join(', ')
}

/** The text that decides how wide a column is: of the value, or of the template in its place. */
function shownText(
  record: ItemRecord,
  name: string,
  keysAs: KeysAs,
  keyOf: (record: ItemRecord) => KeyOfItem | undefined,
): string {
  const pieces = keysAs === 'templates' ? keyOf(record)?.pieces : undefined
  if (pieces) return pieces.map(({ text }) => text).join('')
  const value = attributeOf(record.item, name)
  return value === undefined ? '' : valueText(value, 48)
}
