import type { AttributeType, AttributeValue, Item } from '#dynamo'
import { emptyAttributeMap, keyParts } from '#dynamo'
import {
  type CommandResult,
  type ItemRecord,
  type ModelDocument,
  type RecordId,
  runCommand,
  type TableRecord,
} from '#modeling'
import { useModelDocument } from '../../../stores/model-document.ts'
import { refusalOf } from '../../../stores/refusal.ts'
import { toast } from '../../../ui/index.ts'
import { editedType, type ItemColumn } from './item-columns.ts'
import { convertedValue, valueFromText } from './typed-text.ts'

/** One attribute of one item to be set; null removes it. */
interface AttributeEdit {
  readonly itemId: RecordId
  readonly name: string
  readonly value: AttributeValue | null
}

/**
 * The edits of sample items. What the grid reports in one turn (a paste, a cleared range) is one step of undo.
 */
export function useItemEdits(table: () => TableRecord | undefined) {
  const model = useModelDocument()
  let waiting: AttributeEdit[] = []

  function edit(change: AttributeEdit): void {
    if (waiting.length === 0) queueMicrotask(flush)
    waiting.push(change)
  }

  function flush(): void {
    const edits = waiting
    waiting = []
    const [first] = edits
    if (!first) return
    if (edits.length === 1) {
      report(model.apply('change-item-attribute', first))
      return
    }
    const byItem = Map.groupBy(edits, change => change.itemId)
    report(
      model.applyAll(
        edits.every(change => change.value === null) ? 'Remove attributes' : 'Change attributes',
        [...byItem.values()].map(changes => (document: ModelDocument) => changeItem(document, changes)),
      ),
    )
  }

  /** What was typed into a cell; nothing typed removes the attribute. */
  function type(record: ItemRecord, column: ItemColumn, text: string): void {
    const value = read(record, column, text)
    if (value !== undefined) edit({ itemId: record.id, name: column.attribute, value })
  }

  /** The value that a text means in a cell; undefined when it means none there. */
  function read(record: ItemRecord, column: ItemColumn, text: string): AttributeValue | null | undefined {
    if (text === '') return null
    const read = valueFromText(text, editedType(record, column.attribute, column.type, keyTypeOf(column)))
    return 'value' in read ? read.value : undefined
  }

  function keyTypeOf(column: ItemColumn): AttributeType | undefined {
    const own = table()
    const part = own && keyParts(own.key).find(other => other.name === column.attribute)
    return part?.type ?? (column.isKey ? column.type : undefined)
  }

  /** The value as another type, as far as the type can hold it. */
  function changeType(record: ItemRecord, column: ItemColumn, source: string, to: AttributeType): void {
    edit({ itemId: record.id, name: column.attribute, value: convertedValue(source, to) })
  }

  function removeAttributes(records: readonly ItemRecord[], columns: readonly ItemColumn[]): void {
    for (const record of records) {
      for (const { attribute } of columns) {
        if (Object.hasOwn(record.item, attribute)) edit({ itemId: record.id, name: attribute, value: null })
      }
    }
  }

  /** Adds an item; its id, or undefined when it was refused. */
  function add(item: Item, facetId: RecordId | undefined): RecordId | undefined {
    const own = table()
    if (!own) return undefined
    const result = model.apply('add-item', { tableId: own.id, item, ...(facetId === undefined ? {} : { facetId }) })
    report(result)
    return 'diff' in result ? Object.keys(result.diff.added)[0] : undefined
  }

  /** Rows pasted below the last one: an item for each, in one step of undo. */
  function append(rows: readonly (readonly string[])[], columns: readonly ItemColumn[], facetId?: RecordId): void {
    const own = table()
    if (!own) return
    const items = rows.map(texts => {
      const item = emptyAttributeMap()
      texts.forEach((text, at) => {
        const column = columns[at]
        const value = column && text !== '' ? valueFromText(text, keyTypeOf(column) ?? column.type) : undefined
        if (column && value && 'value' in value) item[column.attribute] = value.value
      })
      return item
    })
    report(
      model.applyAll(
        `Add ${items.length} items`,
        items.map(
          item => (document: ModelDocument) =>
            runCommand(document, 'add-item', {
              tableId: own.id,
              item,
              ...(facetId === undefined ? {} : { facetId }),
            }),
        ),
      ),
    )
  }

  function duplicate(record: ItemRecord): RecordId | undefined {
    return add(record.item, record.facetId)
  }

  function remove(records: readonly ItemRecord[]): void {
    report(model.apply('remove-items', { itemIds: records.map(record => record.id) }))
  }

  function showInFacet(records: readonly ItemRecord[], facetId: RecordId | null): void {
    report(
      model.applyAll(
        'Show in facet',
        records.map(
          ({ id }) =>
            (document: ModelDocument) =>
              runCommand(document, 'change-item', { itemId: id, facetId }),
        ),
      ),
    )
  }

  return { type, changeType, set: edit, removeAttributes, add, append, duplicate, remove, showInFacet }
}

function changeItem(document: ModelDocument, changes: readonly AttributeEdit[]): CommandResult {
  const [first] = changes
  const record = first && document.records[first.itemId]
  if (!first || record?.kind !== 'item') return { problems: [] }
  const item = Object.assign(emptyAttributeMap(), record.item)
  for (const { name, value } of changes) {
    if (value === null) delete item[name]
    else item[name] = value
  }
  return runCommand(document, 'change-item', { itemId: record.id, item })
}

function report(result: CommandResult): void {
  const refusal = refusalOf(result)
  if (refusal !== undefined) toast({ tone: 'red', title: 'Not changed', text: refusal })
}
