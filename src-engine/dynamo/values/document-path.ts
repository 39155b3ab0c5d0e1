import { type AttributeMap, type AttributeValue, attributeOf } from './attribute-value.ts'

/** A step of a document path: a string is an attribute name (names substituted), a number a list index from 0. */
export type PathElement = string | number

/** Where a value is in an item: the top-level attribute's name, then steps into maps (names) and lists (indexes). */
export type DocumentPath = readonly [string, ...PathElement[]]

/**
 * The value at a path, or undefined where the path leads nowhere: an attribute is missing, a name is looked up in
 * something other than a map, an index in something other than a list or beyond its end.
 */
export function readPath(item: AttributeMap, path: DocumentPath): AttributeValue | undefined {
  let value = attributeOf(item, path[0])
  for (let depth = 1; depth < path.length && value !== undefined; depth++) {
    const element = path[depth]
    if (typeof element === 'string') value = 'M' in value ? attributeOf(value.M, element) : undefined
    else value = element !== undefined && 'L' in value ? value.L[element] : undefined
  }
  return value
}

/** The path as DynamoDB's messages print it: `[a, [0], b]`. */
export function formatPath(path: readonly PathElement[]): string {
  let text = '['
  for (let depth = 0; depth < path.length; depth++) {
    const element = path[depth]
    if (depth > 0) text += ', '
    text += typeof element === 'number' ? `[${element}]` : element
  }
  return `${text}]`
}
