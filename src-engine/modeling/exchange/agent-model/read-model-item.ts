import { emptyAttributeMap, type Item } from '#dynamo'
import type { Json } from '../../document/model-document.ts'
import { readAttribute } from '../../document/read-item.ts'
import { copyJson } from '../../json/copy-json.ts'
import { exactDigits } from '../../json/exact-number.ts'
import { isJsonList, isJsonObject, jsonObject } from '../../json/json-value.ts'
import type { ImportPlace } from '../import-place.ts'

/** An item in DynamoDB JSON as tools that are not DynamoDB write it; what has no reading is reported and left out. */
export function readModelItem(json: Json, place: ImportPlace): Item {
  const item = emptyAttributeMap()
  for (const [name, value] of Object.entries(isJsonObject(json) ? json : {})) {
    const read = readAttribute(name, copyJson(tolerant(value, 0)))
    if ('value' in read) item[name] = read.value
    else {
      const message = `The value cannot be read (${read.reason}); it is kept, but not in the item`
      place.in(`attribute "${name}"`).note('warning', message)
    }
  }
  return item
}

/** Deeper values are DynamoDB's to refuse. */
const MAX_DEPTH = 64

/** `{"BOOL": "True"}` and `{"N": 5}` as they are meant. */
function tolerant(value: Json, depth: number): Json {
  if (!isJsonObject(value) || depth > MAX_DEPTH || exactDigits(value) !== undefined) return value
  const mended = jsonObject()
  for (const [type, content] of Object.entries(value)) mended[type] = contentOf(type, content, depth)
  return mended
}

function contentOf(type: string, content: Json, depth: number): Json {
  if ((type === 'BOOL' || type === 'NULL') && typeof content === 'string') {
    if (/^(?:true|false)$/i.test(content)) return content.toLowerCase() === 'true'
  }
  if (type === 'N' && typeof content !== 'string') return digitsOf(content) ?? content
  if (type === 'NS' && isJsonList(content)) return content.map(each => digitsOf(each) ?? each)
  if (type === 'L' && isJsonList(content)) return content.map(each => tolerant(each, depth + 1))
  if (type === 'M' && isJsonObject(content)) {
    const map = jsonObject()
    for (const [name, member] of Object.entries(content)) map[name] = tolerant(member, depth + 1)
    return map
  }
  return content
}

function digitsOf(json: Json): string | undefined {
  return typeof json === 'number' ? String(json) : exactDigits(json)
}
