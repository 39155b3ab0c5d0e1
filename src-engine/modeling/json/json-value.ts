import type { Json } from '../document/model-document.ts'
import { exactDigits, jsonNumber } from './exact-number.ts'
import type { JsonNode } from './json-node.ts'

/** The node as plain data. Objects have no prototype, so that every member name is just a name. */
export function jsonOf(node: JsonNode): Json {
  switch (node.kind) {
    case 'null':
      return null
    case 'boolean':
    case 'string':
      return node.value
    case 'number':
      return jsonNumber(node.digits)
    case 'array':
      return node.elements.map(jsonOf)
    case 'object': {
      const object = jsonObject()
      for (const member of node.members) object[member.name] = jsonOf(member.value)
      return object
    }
  }
}

/** The way back, for a value that was computed and not read: every place is 0. */
export function nodeOf(json: Json): JsonNode {
  if (json === null) return { kind: 'null', start: 0 }
  if (typeof json === 'boolean') return { kind: 'boolean', start: 0, value: json }
  if (typeof json === 'number') return { kind: 'number', start: 0, digits: JSON.stringify(json) }
  if (typeof json === 'string') return { kind: 'string', start: 0, value: json }
  if (isJsonList(json)) return { kind: 'array', start: 0, elements: json.map(nodeOf) }
  const digits = exactDigits(json)
  if (digits !== undefined) return { kind: 'number', start: 0, digits }
  const members = Object.entries(json).map(([name, value]) => ({ name, nameStart: 0, value: nodeOf(value) }))
  return { kind: 'object', start: 0, members }
}

/** An empty object that takes any member name, `__proto__` included. */
export function jsonObject(): Record<string, Json> {
  return Object.create(null) as Record<string, Json>
}

export function isJsonList(json: Json): json is readonly Json[] {
  return Array.isArray(json)
}

export function isJsonObject(json: Json | undefined): json is { readonly [name: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** Own member or undefined: names are free text. */
export function jsonMember(json: Json | undefined, name: string): Json | undefined {
  return isJsonObject(json) && Object.hasOwn(json, name) ? json[name] : undefined
}
