import type { AttributeValue, Item } from '#dynamo'
import type { Condition, SetValue, Update } from './expression-trees.ts'
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

/** An update that gives an index key what cannot be one, whatever is stored: a value, or a result of a wrong type. */
export function assignsMisfit(schema: ReferenceSchema, update: Update): boolean {
  const keys = indexKeys(schema)
  return update.some(action => {
    const [name, ...rest] = action.path
    if (action.kind === 'remove' || rest.length > 0 || !keys.has(name)) return false
    if (action.kind === 'set' && action.value.kind === 'value') return misfits(name, action.value.value)
    const type = action.kind === 'set' ? resultType(action.value) : Object.keys(action.value)[0]
    return type !== undefined && KEY_TYPES[name] !== undefined && type !== KEY_TYPES[name]
  })
}

/** The type that a value to set comes to, where it does not hang on the item. */
function resultType(value: SetValue): string | undefined {
  switch (value.kind) {
    case 'path':
      return undefined
    case 'value':
      return Object.keys(value.value)[0]
    case 'sum':
      return 'N'
    case 'append':
      return 'L'
    case 'default':
      return resultType(value.otherwise)
  }
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
