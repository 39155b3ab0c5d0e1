import {
  type AttributeValue,
  addNumbers,
  attributeOf,
  emptyAttributeMap,
  equalItems,
  equalValues,
  type IndexDefinition,
  type Item,
  indexWriteUnits,
  itemSize,
  keyParts,
  projectEntry,
  type TableDefinition,
} from '#dynamo'
import type { ConcreteWrite } from './concrete-request.ts'

/** The item that a write leaves; undefined when it is gone. */
export function afterOf(
  write: Exclude<ConcreteWrite, { kind: 'check' }>,
  before: Item | undefined,
): Item | undefined {
  switch (write.kind) {
    case 'put':
      return write.item
    case 'delete':
      return undefined
    case 'update': {
      const after = Object.assign(emptyAttributeMap(), before, before === undefined ? write.key : {}, write.sets)
      for (const [name, value] of Object.entries(write.adds)) after[name] = added(attributeOf(after, name), value)
      for (const name of write.removes) delete after[name]
      return after
    }
  }
}

function added(present: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (present === undefined || !('N' in present) || !('N' in value)) return value
  return { N: addNumbers(present.N, value.N) }
}

/** Units that a change of an item costs on an index. */
export function indexUnits(
  table: TableDefinition,
  index: IndexDefinition,
  before: Item | undefined,
  after: Item | undefined,
): number {
  const old = before && projectEntry(table, index, before)
  const fresh = after && projectEntry(table, index, after)
  const moved =
    old !== undefined &&
    fresh !== undefined &&
    keyParts(index.key).some(({ name }) => !same(attributeOf(old, name), attributeOf(fresh, name)))
  const changed = old !== undefined && fresh !== undefined && !equalItems(old, fresh)
  return indexWriteUnits(old && itemSize(old), fresh && itemSize(fresh), moved, changed)
}

function same(left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  return left !== undefined && right !== undefined && equalValues(left, right)
}
