import { type KeyDefinition, type KeyPart, keyParts } from '#dynamo'
import type { DeclaredAttribute, RecordId } from '../document/model-document.ts'
import { indexesOf } from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { withPartTypes } from './key-part-types.ts'

/**
 * Changes the primary key of a table. What depends on it follows: attributes that leave the key are declared, those that
 * enter it no longer are, local indexes take the new partition key, and index keys the new types.
 */
export const changeTableKey: Command<{ readonly tableId: RecordId; readonly key: KeyDefinition }> = (
  document,
  args,
) => {
  const edit = new Edit(document)
  const table = edit.find('table', args.tableId)
  if (table === undefined) return edit.finish()
  const { key } = args
  const left = keyParts(table.key).filter(part => !hasPart(key, part.name))
  edit.change(table, { ...table, key, attributes: declarations(table.attributes, left, key) })
  const partition = key.partition[0]
  for (const index of indexesOf(document, table.id)) {
    const follows = index.indexKind === 'LSI' && partition !== undefined
    const indexKey = follows ? { ...index.key, partition: [partition] } : index.key
    edit.change(index, { ...index, key: withPartTypes(indexKey, keyParts(key)) })
  }
  return edit.finish()
}

function declarations(
  declared: readonly DeclaredAttribute[],
  left: readonly KeyPart[],
  key: KeyDefinition,
): readonly DeclaredAttribute[] {
  const kept = declared.filter(attribute => !hasPart(key, attribute.name))
  const added = left.filter(part => !kept.some(attribute => attribute.name === part.name))
  return [...kept, ...added.map(({ name, type }) => ({ name, type }))]
}

function hasPart(key: KeyDefinition, name: string): boolean {
  return keyParts(key).some(part => part.name === name)
}
