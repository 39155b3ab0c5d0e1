import { type AttributeValue, emptyAttributeMap, type Item } from '#dynamo'
import { jsonOf } from '../json/json-value.ts'
import type { ObjectReader } from './object-reader.ts'

/**
 * A sample item in DynamoDB JSON. An item without its key attributes is read all the same (it
 * is unfinished, which the diagnostics say); a value that DynamoDB has no reading for is reported at its attribute.
 */
export function readItemNode(reader: ObjectReader): Item {
  const item = emptyAttributeMap()
  for (const name of reader.names()) {
    const node = reader.node(name)
    if (node === undefined) continue
    const value = readValue(jsonOf(node))
    if ('reason' in value)
      reader.report(name, value.reason, 'Write the value in DynamoDB JSON, such as {"S": "text"}.')
    else item[name] = value.value
  }
  return item
}

const TYPES = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'])

/** The value, or what is wrong with it. */
export function readValue(json: unknown): { readonly value: AttributeValue } | { readonly reason: string } {
  const names = typeof json === 'object' && json !== null ? Object.keys(json) : []
  if (names.length === 1 && TYPES.has(names[0] ?? '')) return { value: json as AttributeValue }
  return { reason: 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes' }
}
