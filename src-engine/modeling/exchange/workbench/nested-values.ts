import type { Json } from '../../document/model-document.ts'
import { exactDigits } from '../../json/exact-number.ts'
import { isJsonList, isJsonObject, jsonObject } from '../../json/json-value.ts'

/**
 * The content of maps and lists in NoSQL Workbench files is whatever JSON the author typed into the cell: typed values,
 * plain JSON, typed JSON pasted with its own `M`, or lists of untyped maps of typed leaves. These functions read all
 * four into typed JSON. What looks typed is read as typed: a plain `{"S": "x"}` cannot be told apart from it.
 */

/** How a value differed from plain typed JSON, for the report. */
export interface NestedFindings {
  plain: boolean
  doubled: boolean
}

/** The value of a top-level attribute with its numbers as text and its nested content typed; others are left alone. */
export function readTopLevel(json: Json, findings: NestedFindings): Json {
  return looksTyped(json) ? readTyped(json, findings) : json
}

function readNested(json: Json, findings: NestedFindings): Json {
  if (looksTyped(json)) return readTyped(json, findings)
  findings.plain = true
  const digits = numberDigits(json)
  if (digits !== undefined) return typed('N', digits)
  if (json === null) return typed('NULL', true)
  if (typeof json === 'string') return typed('S', json)
  if (typeof json === 'boolean') return typed('BOOL', json)
  if (isJsonList(json))
    return typed(
      'L',
      json.map(element => readNested(element, findings)),
    )
  return typed('M', isJsonObject(json) ? readMembers(json, findings) : jsonObject())
}

function readTyped(json: { readonly [name: string]: Json }, findings: NestedFindings): Json {
  const [tag, content] = onlyMember(json) ?? ['S', '']
  if (tag === 'N') return typed('N', numberDigits(content) ?? content)
  if (tag === 'L' && isJsonList(content))
    return typed(
      'L',
      content.map(element => readNested(element, findings)),
    )
  if (tag !== 'M' || !isJsonObject(content)) return json
  const inner = doubledContent(content)
  if (inner === undefined) return typed('M', readMembers(content, findings))
  findings.doubled = true
  return typed('M', readMembers(inner, findings))
}

function readMembers(members: { readonly [name: string]: Json }, findings: NestedFindings): Json {
  const read = jsonObject()
  for (const [name, value] of Object.entries(members)) read[name] = readNested(value, findings)
  return read
}

/** `{"M": {…}}` as the content of a map, all members of the inner object typed: the wrapper was pasted along. */
function doubledContent(content: { readonly [name: string]: Json }): { readonly [name: string]: Json } | undefined {
  const [tag, inner] = onlyMember(content) ?? []
  if (tag !== 'M' || !isJsonObject(inner)) return undefined
  const values = Object.values(inner)
  return values.length > 0 && values.every(looksTyped) ? inner : undefined
}

/** An object with one member, named like a type, whose value has the form of that type. */
function looksTyped(json: Json): json is { readonly [name: string]: Json } {
  const [tag, content] = (isJsonObject(json) ? onlyMember(json) : undefined) ?? []
  switch (tag) {
    case 'S':
    case 'B':
      return typeof content === 'string'
    case 'N':
      return content !== undefined && (numberDigits(content) !== undefined || isNumberText(content))
    case 'BOOL':
    case 'NULL':
      return typeof content === 'boolean'
    case 'SS':
    case 'NS':
    case 'BS':
      return content !== undefined && isJsonList(content) && content.every(member => typeof member === 'string')
    case 'L':
      return content !== undefined && isJsonList(content)
    case 'M':
      return isJsonObject(content) && exactDigits(content) === undefined
    default:
      return false
  }
}

function onlyMember(json: { readonly [name: string]: Json }): readonly [string, Json] | undefined {
  const members = Object.entries(json)
  return members.length === 1 ? members[0] : undefined
}

/** The digits of a JSON number, without a way through floating point. */
function numberDigits(json: Json): string | undefined {
  return typeof json === 'number' ? JSON.stringify(json) : exactDigits(json)
}

function isNumberText(json: Json): boolean {
  return typeof json === 'string' && /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(json)
}

function typed(tag: string, content: Json): Json {
  const value = jsonObject()
  value[tag] = content
  return value
}
