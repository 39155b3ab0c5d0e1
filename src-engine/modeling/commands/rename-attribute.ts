import { attributeOf, emptyAttributeMap, type Item, type KeyDefinition, keyParts, type Projection } from '#dynamo'
import { diagnostic } from '../diagnostics/diagnostic.ts'
import type { RecordId } from '../document/model-document.ts'
import { facetsOf, indexesOf, itemsOfTable } from '../document/queries.ts'
import { attributesOf } from '../document/table-attributes.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Renames an attribute everywhere in a table: keys, declarations, indexes, facets, time to live and sample items. */
export const renameAttribute: Command<{ readonly tableId: RecordId; readonly from: string; readonly to: string }> = (
  document,
  { tableId, from, to },
) => {
  const edit = new Edit(document)
  const table = edit.find('table', tableId)
  if (table === undefined || from === to) return edit.finish()
  const items = itemsOfTable(document, tableId)
  const taken =
    attributesOf(document, tableId).has(to) || items.some(({ item }) => attributeOf(item, to) !== undefined)
  if (taken) {
    const message = `${table.name} has an attribute "${to}" already`
    edit.refuse(diagnostic('attribute-in-use', { recordId: tableId, message, attribute: to, path: 'name' }))
    return edit.finish()
  }
  if (to === '') {
    const message = 'The attribute has no name'
    edit.refuse(diagnostic('invalid-attribute-name', { recordId: tableId, message, attribute: from, path: 'name' }))
    return edit.finish()
  }
  const renamed = (name: string): string => (name === from ? to : name)
  edit.change(table, {
    ...table,
    key: renameInKey(table.key, renamed),
    attributes: table.attributes.map(attribute => ({ ...attribute, name: renamed(attribute.name) })),
    ...(table.timeToLive === undefined ? {} : { timeToLive: renamed(table.timeToLive) }),
  })
  for (const index of indexesOf(document, tableId)) {
    const key = renameInKey(index.key, renamed)
    edit.change(index, { ...index, key, projection: renameInProjection(index.projection, renamed) })
  }
  for (const facet of facetsOf(document, tableId)) {
    edit.change(facet, { ...facet, attributes: facet.attributes.map(renamed) })
  }
  for (const record of items) {
    if (attributeOf(record.item, from) !== undefined)
      edit.change(record, { ...record, item: renameInItem(record.item, renamed) })
  }
  return edit.finish()
}

function renameInKey(key: KeyDefinition, renamed: (name: string) => string): KeyDefinition {
  if (keyParts(key).every(part => renamed(part.name) === part.name)) return key
  const partition = key.partition.map(part => ({ ...part, name: renamed(part.name) }))
  return { ...key, partition, sort: key.sort.map(part => ({ ...part, name: renamed(part.name) })) }
}

function renameInProjection(projection: Projection, renamed: (name: string) => string): Projection {
  return projection.type === 'INCLUDE'
    ? { ...projection, attributes: projection.attributes.map(renamed) }
    : projection
}

function renameInItem(item: Item, renamed: (name: string) => string): Item {
  const changed = emptyAttributeMap()
  for (const [name, value] of Object.entries(item)) changed[renamed(name)] = value
  return changed
}
