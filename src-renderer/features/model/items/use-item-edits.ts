import type { AttributeType, AttributeValue, Item } from '#dynamo'
import { emptyAttributeMap, keyParts } from '#dynamo'
import {
  type AttributeChanges,
  type CommandResult,
  type ItemRecord,
  type ModelDocument,
  type RecordId,
  recordOfKind,
  rekeyedItem,
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
    if (edits.length === 1 && placementOf(model.document, first.itemId) === undefined) {
      report(model.apply('change-item-attribute', first))
      return
    }
    const title = edits.every(change => change.value === null) ? 'Remove attributes' : 'Change attributes'
    report(model.applyAll(title, [document => changeItems(document, edits)]))
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

  /** Adds an item, of a facet or a placement; its id, or undefined when it was refused. */
  function add(
    item: Item,
    of: { readonly facetId?: RecordId | undefined; readonly placementId?: RecordId | undefined } = {},
  ): RecordId | undefined {
    const own = table()
    if (!own) return undefined
    const result = model.apply('add-item', {
      tableId: own.id,
      item,
      ...(of.facetId === undefined ? {} : { facetId: of.facetId }),
      ...(of.placementId === undefined ? {} : { placementId: of.placementId }),
    })
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
    return add(record.item, record)
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

/** The edits by item; of items of a placement, the keys that name a changed attribute are written anew. */
function changeItems(document: ModelDocument, edits: readonly AttributeEdit[]): CommandResult {
  const items = [...Map.groupBy(edits, change => change.itemId)].flatMap(([itemId, changes]) => {
    const record = recordOfKind(document, 'item', itemId)
    if (record === undefined) return []
    const placement = placementOf(document, itemId)
    const values = new Map(changes.map(({ name, value }) => [name, value]))
    return [
      {
        itemId,
        item: placement ? rekeyedItem(document, placement, record.item, values) : changedItem(record.item, values),
      },
    ]
  })
  return runCommand(document, 'change-items', { items })
}

function changedItem(item: Item, values: AttributeChanges): Item {
  const made = Object.assign(emptyAttributeMap(), item)
  for (const [name, value] of values) {
    if (value === null) delete made[name]
    else made[name] = value
  }
  return made
}

function placementOf(document: ModelDocument | undefined, itemId: RecordId) {
  const placementId = document && recordOfKind(document, 'item', itemId)?.placementId
  return document && placementId !== undefined ? recordOfKind(document, 'placement', placementId) : undefined
}

function report(result: CommandResult): void {
  const refusal = refusalOf(result)
  if (refusal !== undefined) toast({ tone: 'red', title: 'Not changed', text: refusal })
}
