import { shapeNamed } from './newer-shapes.ts'
import { javaStructure } from './serialization-fault.ts'

/**
 * A message shows of a value as many characters and three dots. No request that is nearly right has more; where the
 * service stops is not known.
 */
export const LONGEST_SHOWN_VALUE = 65_536

/**
 * A request value as the service prints it inside a message, which is Java's own text: `[a, b]` for lists, `{k=v}` for
 * maps, `Shape(member=value, other=null)` for structures. Attribute values are printed as objects without a text, by
 * class and hash; the hash says nothing and changes from answer to answer.
 */
export function javaText(value: unknown, shapeName: string): string {
  const printer = new Printer()
  print(printer, value, shapeName)
  return printer.text
}

/** A value's text as far as messages show it. */
export function shortened(text: string): string {
  return text.length <= LONGEST_SHOWN_VALUE ? text : `${text.slice(0, LONGEST_SHOWN_VALUE)}...`
}

/** A text that grows until it is full. Whoever adds to it in a loop stops there: values may be as large as requests. */
class Printer {
  text = ''

  get isFull(): boolean {
    return this.text.length > LONGEST_SHOWN_VALUE
  }

  add(text: string): void {
    if (this.isFull) return
    this.text = shortened(this.text + text)
  }
}

function print(printer: Printer, value: unknown, shapeName: string): void {
  if (value === null || value === undefined) {
    printer.add('null')
    return
  }
  const shape = shapeNamed(shapeName)
  if (Array.isArray(value)) {
    const elementShape = shape.type === 'list' ? shape.member : shapeName
    printer.add('[')
    for (let at = 0; at < value.length && !printer.isFull; at++) {
      if (at > 0) printer.add(', ')
      print(printer, value[at], elementShape)
    }
    printer.add(']')
  } else if (typeof value !== 'object') printer.add(String(value))
  else if (shapeName === 'AttributeValue') printer.add(`${javaStructure(shapeName)}@${hashOf(typesOf(value))}`)
  else if (shape.type === 'map') {
    printer.add('{')
    printMembers(printer, Object.keys(value), key => [key, Reflect.get(value, key), shape.value])
    printer.add('}')
  } else if (shape.type === 'structure') {
    printer.add(`${shapeName}(`)
    printMembers(printer, Object.keys(shape.members), name => [
      lowerFirst(name),
      Reflect.get(value, name),
      shape.members[name] ?? '',
    ])
    printer.add(')')
  } else printer.add(String(value))
}

/** `name=value, …`; what stands under a key is looked up when it is printed. */
function printMembers(
  printer: Printer,
  keys: readonly string[],
  memberOf: (key: string) => readonly [name: string, value: unknown, shapeName: string],
): void {
  for (let at = 0; at < keys.length && !printer.isFull; at++) {
    const [name, value, shapeName] = memberOf(keys[at] ?? '')
    printer.add(`${at > 0 ? ', ' : ''}${name}=`)
    print(printer, value, shapeName)
  }
}

function typesOf(value: object): string {
  return Object.keys(value).join()
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
