import { type AttributeMap, type AttributeValue, attributeOf, type Item } from '#dynamo'
import { valueSource } from '../../ui/index.ts'

/**
 * Items as plain JSON for reading and for other programs: numbers with all their digits, sets as lists, binary as
 * base64. Written by hand, because `JSON.stringify` would round numbers beyond 17 digits.
 */
export function itemsAsJson(items: readonly Item[]): string {
  return list(
    items.map(item => mapText(item, 1)),
    0,
  )
}

/** Items as DynamoDB JSON: nothing is lost. */
export function itemsAsDynamoJson(items: readonly Item[]): string {
  return JSON.stringify(items, null, 2)
}

function mapText(map: AttributeMap, level: number): string {
  const members = Object.entries(map).map(
    ([name, value]) => `${JSON.stringify(name)}: ${valueJson(value, level + 1)}`,
  )
  return members.length === 0 ? '{}' : block('{', members, '}', level)
}

function valueJson(value: AttributeValue, level: number): string {
  if ('S' in value) return JSON.stringify(value.S)
  if ('N' in value) return value.N
  if ('B' in value) return JSON.stringify(value.B)
  if ('BOOL' in value) return String(value.BOOL)
  if ('NULL' in value) return 'null'
  if ('NS' in value) return `[${value.NS.join(', ')}]`
  if ('SS' in value) return `[${value.SS.map(member => JSON.stringify(member)).join(', ')}]`
  if ('BS' in value) return `[${value.BS.map(member => JSON.stringify(member)).join(', ')}]`
  if ('M' in value) return mapText(value.M, level)
  return list(
    value.L.map(member => valueJson(member, level + 1)),
    level,
  )
}

function list(members: readonly string[], level: number): string {
  return members.length === 0 ? '[]' : block('[', members, ']', level)
}

function block(open: string, members: readonly string[], close: string, level: number): string {
  const inner = '  '.repeat(level + 1)
  return `${open}\n${members.map(member => inner + member).join(',\n')}\n${'  '.repeat(level)}${close}`
}

/** Items as tab-separated text with a title line; an absent attribute is an empty cell. */
export function itemsAsTsv(items: readonly Item[], columns: readonly string[]): string {
  const cell = (text: string) => (/[\t\n\r]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const rows = items.map(item =>
    columns.map(name => {
      const value = attributeOf(item, name)
      return value === undefined ? '' : cell(valueSource(value))
    }),
  )
  return [columns.map(cell), ...rows].map(row => row.join('\t')).join('\n')
}

/** As many leading items as make about this much text; the rest would choke an editor. */
export function leadingItems(items: readonly Item[], bytes: number, sizeOf: (item: Item) => number): readonly Item[] {
  let room = bytes
  let count = 0
  for (const item of items) {
    room -= sizeOf(item)
    if (room < 0 && count > 0) break
    count += 1
  }
  return count === items.length ? items : items.slice(0, count)
}
