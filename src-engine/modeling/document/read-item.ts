import {
  type AttributeValue,
  attributeOf,
  DynamoError,
  emptyAttributeMap,
  type Item,
  readAttributeMap,
} from '#dynamo'
import { jsonObject, jsonOf } from '../json/json-value.ts'
import type { Json } from './model-document.ts'
import type { ObjectReader } from './object-reader.ts'

/**
 * A sample item in DynamoDB JSON, numbers made canonical. An item without its key attributes is read all the same (it
 * is unfinished, which the diagnostics say); a value that DynamoDB has no reading for is reported at its attribute.
 */
export function readItemNode(reader: ObjectReader): Item {
  const item = emptyAttributeMap()
  for (const name of reader.names()) {
    const node = reader.node(name)
    if (node === undefined) continue
    const read = readAttribute(name, jsonOf(node))
    if ('reason' in read) reader.report(name, read.reason, 'Write the value in DynamoDB JSON, such as {"S": "text"}.')
    else item[name] = read.value
  }
  return item
}

/**
 * An attribute in canonical form, or DynamoDB's words for what is wrong with its name or value. The JSON is mended in
 * place: pass a copy.
 */
export function readAttribute(
  name: string,
  json: Json,
): { readonly value: AttributeValue } | { readonly reason: string } {
  const map = jsonObject()
  map[name] = json
  try {
    const value = attributeOf(readAttributeMap(map), name)
    return value === undefined ? { reason: 'Unexpected value type in payload' } : { value }
  } catch (error) {
    if (error instanceof DynamoError) return { reason: error.message }
    throw error
  }
}
