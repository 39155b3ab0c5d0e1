import { type Item, keyParts } from '#dynamo'
import type {
  AttributeType,
  EntityAttribute,
  EntityRecord,
  ModelDocument,
  TableRecord,
} from '../../document/model-document.ts'
import { indexesOf } from '../../document/queries.ts'

/**
 * The one entity of a table of which nothing but items is known: its attributes are those of the items, told apart by
 * the table's key. Attributes that some items lack are optional, in the share in which they occur.
 */
export function entityOfItems(
  place: Pick<EntityRecord, 'id' | 'position'>,
  table: TableRecord,
  indexes: ModelDocument,
  items: readonly Item[],
): EntityRecord {
  const types = new Map<string, AttributeType>()
  for (const { name, type } of keyParts(table.key)) types.set(name, type)
  const identity = [...types.keys()]
  for (const { name, type } of indexesOf(indexes, table.id).flatMap(({ key }) => keyParts(key))) {
    if (!types.has(name)) types.set(name, type)
  }
  for (const item of items) {
    for (const [name, value] of Object.entries(item)) {
      const [type] = Object.keys(value) as AttributeType[]
      if (type !== undefined && !types.has(name)) types.set(name, type)
    }
  }
  const attributes = [...types].map(([name, type]): EntityAttribute => {
    const holders = items.filter(item => Object.hasOwn(item, name)).length
    if (identity.includes(name) || holders === items.length) return { name, type }
    return { name, type, optional: true, presence: Math.round((100 * holders) / items.length) / 100 }
  })
  return { kind: 'entity', ...place, name: table.name, identity, attributes }
}
