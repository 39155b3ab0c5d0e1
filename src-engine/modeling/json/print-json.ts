import type { Json } from '../document/model-document.ts'
import { exactDigits } from './exact-number.ts'
import { isJsonList } from './json-value.ts'

/** UTF-16 code unit order: the one order of names that depends on nothing but the names. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** One line, members sorted by name: equal values give equal text. */
export function printCanonical(json: Json): string {
  return print(json, names => names.sort(byCodeUnit))
}

function print(json: Json, order: (names: string[]) => readonly string[]): string {
  if (json === null || typeof json !== 'object') return JSON.stringify(json)
  if (isJsonList(json)) return `[${json.map(element => print(element, order)).join(', ')}]`
  const digits = exactDigits(json)
  if (digits !== undefined) return digits
  const members = order(Object.keys(json)).map(name => `${JSON.stringify(name)}: ${print(json[name] ?? null, order)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/** Many lines, two spaces a level, members in their own order: what `JSON.stringify(value, null, 2)` prints. */
export function printIndented(json: Json, indent = ''): string {
  if (json === null || typeof json !== 'object') return JSON.stringify(json)
  const deeper = `${indent}  `
  if (isJsonList(json))
    return block(
      '[',
      json.map(element => deeper + printIndented(element, deeper)),
      ']',
      indent,
    )
  const digits = exactDigits(json)
  if (digits !== undefined) return digits
  const members = Object.entries(json).map(
    ([name, value]) => `${deeper}${JSON.stringify(name)}: ${printIndented(value, deeper)}`,
  )
  return block('{', members, '}', indent)
}

function block(open: string, lines: readonly string[], close: string, indent: string): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${indent}${close}`
}
