import type { AttributeValue, Item } from '#dynamo'
import type { Condition, Update } from './expression-trees.ts'
import { KEY_TYPES, type ReferenceSchema } from './reference-table.ts'

/** What a table refuses whatever is stored. */

const indexKeys = ({ indexes }: ReferenceSchema): Set<string> =>
  new Set(indexes.flatMap(({ hash, range }) => [...hash, ...range]))

function misfits(name: string, value: AttributeValue | undefined): boolean {
  const type = KEY_TYPES[name]
  if (value === undefined || type === undefined) return false
  return !(type in value) || ('S' in value && value.S === '')
}

/** An item whose value of an index key cannot be one. */
export function isMisfit(schema: ReferenceSchema, item: Item): boolean {
  return [...indexKeys(schema)].some(name => misfits(name, item[name]))
}

/** An update that sets an index key to what cannot be one. */
export function assignsMisfit(schema: ReferenceSchema, update: Update): boolean {
  const keys = indexKeys(schema)
  return update.some(action => {
    const [name, ...rest] = action.path
    if (action.kind !== 'set' || action.value.kind !== 'value' || rest.length > 0) return false
    return keys.has(name) && misfits(name, action.value.value)
  })
}

/** The attributes a condition looks at. */
export function attributesIn(condition: Condition): string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...attributesIn(condition.left), ...attributesIn(condition.right)]
    case 'not':
      return attributesIn(condition.of)
    case 'compare':
      return [condition.left, condition.right].flatMap(operand => (operand.kind === 'value' ? [] : [operand.path[0]]))
    default:
      return [condition.path[0]]
  }
}
