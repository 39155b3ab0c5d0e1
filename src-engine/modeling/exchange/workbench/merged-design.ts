import { primaryKeyText } from '../../diagnostics/rules/primary-key-text.ts'
import type { ModelDocument, ModelRecord, RecordId, TableRecord } from '../../document/model-document.ts'
import { documentOf } from '../../document/new-model.ts'
import { facetsOf, indexesOf, itemsOfTable, tablesOf } from '../../document/queries.ts'
import { isExpressible } from './write-table.ts'

/**
 * A kept design with the tables of a file that was changed since. Records find each other by name, items by primary key:
 * what the file says of them counts, what it has no place for stays. What belongs to a table that is gone goes with it.
 */
export function mergedDesign(kept: ModelDocument, read: ModelDocument): ModelDocument {
  const ids = matchedIds(kept, read)
  const idOf = (id: RecordId): RecordId => ids.get(id) ?? id
  const records: ModelRecord[] = Object.values(read.records).map(record => {
    const id = idOf(record.id)
    const before = kept.records[id]
    const moved = {
      ...record,
      id,
      ...('tableId' in record ? { tableId: idOf(record.tableId) } : {}),
      ...(record.kind === 'item' && record.facetId !== undefined ? { facetId: idOf(record.facetId) } : {}),
    } as ModelRecord
    return before?.kind === moved.kind ? overlaid(kept, before, moved) : moved
  })
  const present = new Set(records.map(({ id }) => id))
  for (const record of Object.values(kept.records)) {
    if (isBeyondFormat(kept, record) && !present.has(record.id)) {
      if (!('tableId' in record) || present.has(record.tableId)) records.push(record)
    }
  }
  return documentOf(withoutLostViews(records))
}

/** Ids of the file's records → those that they had; a new one keeps its own, or gets a free one. */
function matchedIds(kept: ModelDocument, read: ModelDocument): ReadonlyMap<RecordId, RecordId> {
  const ids = new Map<RecordId, RecordId>([['model', 'model']])
  const named = <R extends { readonly id: RecordId; readonly name: string }>(
    mine: readonly R[],
    theirs: readonly R[],
  ): void => {
    for (const { id, name } of theirs) {
      const found = mine.find(record => record.name === name)
      if (found !== undefined) ids.set(id, found.id)
    }
  }
  named(tablesOf(kept), tablesOf(read))
  for (const table of tablesOf(read)) {
    const own = tablesOf(kept).find(({ name }) => name === table.name)
    if (own === undefined) continue
    named(indexesOf(kept, own.id).filter(isExpressible), indexesOf(read, table.id))
    named(facetsOf(kept, own.id), facetsOf(read, table.id))
    const byKey = new Map(itemsOfTable(kept, own.id).map(record => [keyOf(own, record.item), record.id]))
    for (const record of itemsOfTable(read, table.id)) {
      const key = keyOf(table, record.item)
      const found = byKey.get(key)
      if (found === undefined) continue
      ids.set(record.id, found)
      byKey.delete(key)
    }
  }
  for (const { id, kind } of Object.values(read.records)) {
    if (!ids.has(id)) ids.set(id, freeId(kind, id, new Set([...Object.keys(kept.records), ...ids.values()])))
  }
  return ids
}

function keyOf(table: TableRecord, item: Parameters<typeof primaryKeyText>[1]): string {
  return primaryKeyText(table, item) ?? JSON.stringify(item)
}

function freeId(kind: string, wished: RecordId, taken: ReadonlySet<RecordId>): RecordId {
  if (!taken.has(wished)) return wished
  let number = 1
  while (taken.has(`${kind}-${number}`)) number++
  return `${kind}-${number}`
}

/** What the file says over what was there; what the writer says of its own accord is no change. */
function overlaid(kept: ModelDocument, before: ModelRecord, now: ModelRecord): ModelRecord {
  const { foreign: _foreign, ...said } = now
  const merged = { ...before, ...said } as ModelRecord
  if (merged.kind === 'table' && before.kind === 'table' && before.billing === undefined) {
    const { billing, ...rest } = merged
    return billing?.mode === 'PAY_PER_REQUEST' ? rest : merged
  }
  if (merged.kind === 'model' && before.kind === 'model') {
    const { author, description, ...rest } = merged
    return {
      ...rest,
      ...(author === '' && before.author === undefined ? {} : { author }),
      ...(description === '' && before.description === undefined ? {} : { description }),
    } as ModelRecord
  }
  if (merged.kind !== 'facet' || before.kind !== 'facet') return merged
  const key = tablesOf(kept).find(({ id }) => id === before.tableId)?.key
  const { partitionKeyAlias, sortKeyAlias, ...rest } = merged
  const isOwn = (alias: string | undefined, was: string | undefined, name: string | undefined): boolean =>
    alias !== undefined && (was !== undefined || alias !== name)
  return {
    ...rest,
    ...(isOwn(partitionKeyAlias, before.partitionKeyAlias, key?.partition[0]?.name) && { partitionKeyAlias }),
    ...(isOwn(sortKeyAlias, before.sortKeyAlias, key?.sort[0]?.name) && { sortKeyAlias }),
  } as ModelRecord
}

/** Whether the format has no place for a record: then the file cannot have lost it. */
function isBeyondFormat(kept: ModelDocument, record: ModelRecord): boolean {
  switch (record.kind) {
    case 'entity':
    case 'relation':
    case 'pattern':
    case 'placement':
    case 'vectorIndex':
      return true
    case 'index':
      return !isExpressible(record)
    case 'item':
      // Beside items in facets the format has none on the table.
      return (
        record.facetId === undefined &&
        itemsOfTable(kept, record.tableId).some(({ facetId }) => facetId !== undefined)
      )
    case 'model':
    case 'table':
    case 'facet':
      return false
  }
}

/** Facets of indexes that are gone look through their table. */
function withoutLostViews(records: readonly ModelRecord[]): readonly ModelRecord[] {
  const present = new Set(records.map(({ id }) => id))
  return records.map(record => {
    if (record.kind !== 'facet' || record.indexId === undefined || present.has(record.indexId)) return record
    const { indexId: _gone, ...rest } = record
    return rest
  })
}
