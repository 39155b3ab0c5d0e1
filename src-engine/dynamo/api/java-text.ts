import { shapeNamed } from './newer-shapes.ts'
import { javaStructure } from './serialization-fault.ts'

/**
 * A request value as the service prints it inside a message, which is Java's own text: `[a, b]` for lists, `{k=v}` for
 * maps, `Shape(member=value, other=null)` for structures. Attribute values are printed as objects without a text, by
 * class and hash; the hash says nothing and changes from answer to answer.
 */
export function javaText(value: unknown, shapeName: string): string {
  if (value === null || value === undefined) return 'null'
  const shape = shapeNamed(shapeName)
  if (Array.isArray(value)) {
    const elementShape = shape.type === 'list' ? shape.member : shapeName
    return `[${value.map(element => javaText(element, elementShape)).join(', ')}]`
  }
  if (typeof value !== 'object') return String(value)
  if (shapeName === 'AttributeValue') return `${javaStructure(shapeName)}@${hashOf(Object.keys(value).join())}`
  if (shape.type === 'map') {
    const entries = Object.entries(value).map(([key, entry]) => `${key}=${javaText(entry, shape.value)}`)
    return `{${entries.join(', ')}}`
  }
  if (shape.type !== 'structure') return String(value)
  const given = value as Readonly<Record<string, unknown>>
  const members = Object.entries(shape.members).map(
    ([name, to]) => `${lowerFirst(name)}=${javaText(given[name], to)}`,
  )
  return `${shapeName}(${members.join(', ')})`
}

/** `TableName` → `tableName`, as Java names members. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** Eight hexadecimal digits, the same for the same text. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
