import { type AttributeType, type KeyPart, keyParts, type ScalarType } from '#dynamo'
import { diagnostic } from '../diagnostics/diagnostic.ts'
import type { RecordId } from '../document/model-document.ts'
import { indexesOf } from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { withPartTypes } from './key-part-types.ts'

/** Declares an attribute of a table, or gives a declared one another type; the keys of indexes follow the type. */
export const declareAttribute: Command<{
  readonly tableId: RecordId
  readonly name: string
  readonly type: AttributeType
}> = (document, { tableId, name, type }) => {
  const edit = new Edit(document)
  const table = edit.find('table', tableId)
  if (table === undefined) return edit.finish()
  const at = table.attributes.findIndex(attribute => attribute.name === name)
  if (keyParts(table.key).some(part => part.name === name)) {
    const message = `"${name}" is a key attribute of ${table.name}; change its type in the key`
    edit.refuse(diagnostic('attribute-in-use', { recordId: tableId, message, attribute: name }))
  }
  const attributes = [...table.attributes]
  attributes.splice(at === -1 ? attributes.length : at, at === -1 ? 0 : 1, { ...attributes[at], name, type })
  edit.change(table, { ...table, attributes })
  if (!isScalar(type)) return edit.finish()
  const parts: readonly KeyPart[] = [{ name, type }]
  for (const index of indexesOf(document, tableId))
    edit.change(index, { ...index, key: withPartTypes(index.key, parts) })
  return edit.finish()
}

function isScalar(type: AttributeType): type is ScalarType {
  return type === 'S' || type === 'N' || type === 'B'
}
