import { attributeOf, keyParts } from '#dynamo'
import { diagnostic } from '../diagnostics/diagnostic.ts'
import type { RecordId } from '../document/model-document.ts'
import { facetsOf, indexesOf, itemsOfTable } from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { withoutAttribute } from './item-input.ts'

/**
 * Takes an attribute out of a table: its declaration, the facets and projections that name it, and, when asked for, the
 * sample items. A key attribute is refused. An index that included nothing else projects only keys from then on.
 */
export const removeAttribute: Command<{
  readonly tableId: RecordId
  readonly name: string
  readonly fromItems?: boolean
}> = (document, { tableId, name, fromItems }) => {
  const edit = new Edit(document)
  const table = edit.find('table', tableId)
  if (table === undefined) return edit.finish()
  const indexes = indexesOf(document, tableId)
  const user = [table, ...indexes].find(({ key }) => keyParts(key).some(part => part.name === name))
  if (user !== undefined) {
    const message = `"${name}" is a key attribute of ${user.name}`
    edit.refuse(diagnostic('attribute-in-use', { recordId: user.id, message, attribute: name }))
    return edit.finish()
  }
  const isOther = (other: string): boolean => other !== name
  const { timeToLive, ...rest } = table
  edit.change(table, {
    ...rest,
    attributes: table.attributes.filter(attribute => isOther(attribute.name)),
    ...(timeToLive === undefined || timeToLive === name ? {} : { timeToLive }),
  })
  for (const index of indexes) {
    if (index.projection.type !== 'INCLUDE' || !index.projection.attributes.includes(name)) continue
    const attributes = index.projection.attributes.filter(isOther)
    const projection =
      attributes.length === 0 ? ({ type: 'KEYS_ONLY' } as const) : { ...index.projection, attributes }
    edit.change(index, { ...index, projection })
  }
  for (const facet of facetsOf(document, tableId)) {
    edit.change(facet, { ...facet, attributes: facet.attributes.filter(isOther) })
  }
  if (fromItems !== true) return edit.finish()
  for (const record of itemsOfTable(document, tableId)) {
    if (attributeOf(record.item, name) === undefined) continue
    edit.change(record, { ...record, item: withoutAttribute(record.item, name) })
  }
  return edit.finish()
}
