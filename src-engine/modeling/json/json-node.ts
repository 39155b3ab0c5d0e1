/**
 * JSON as it was written: every value with its place in the text and every number as its digits. JSON.parse keeps
 * neither, and both are needed: a fault is reported with line and column, and DynamoDB numbers have up to 38 digits.
 */
export type JsonNode =
  | { readonly kind: 'null'; readonly start: number }
  | { readonly kind: 'boolean'; readonly start: number; readonly value: boolean }
  | { readonly kind: 'number'; readonly start: number; readonly digits: string }
  | { readonly kind: 'string'; readonly start: number; readonly value: string }
  | { readonly kind: 'array'; readonly start: number; readonly elements: readonly JsonNode[] }
  | JsonObjectNode

export interface JsonObjectNode {
  readonly kind: 'object'
  readonly start: number
  /** In the order of the text; a name may occur twice, which the readers report. */
  readonly members: readonly JsonMember[]
}

export interface JsonMember {
  readonly name: string
  readonly nameStart: number
  readonly value: JsonNode
}

/** The member with this name; of several the last one, as JSON.parse has it. */
export function memberOf(node: JsonObjectNode, name: string): JsonNode | undefined {
  for (let at = node.members.length - 1; at >= 0; at--) {
    const member = node.members[at]
    if (member?.name === name) return member.value
  }
  return undefined
}

/** What a node is, for "expected …, found …". */
export function describeNode(node: JsonNode): string {
  switch (node.kind) {
    case 'null':
      return 'null'
    case 'boolean':
      return String(node.value)
    case 'number':
      return 'a number'
    case 'string':
      return 'a text'
    case 'array':
      return 'a list'
    case 'object':
      return 'an object'
  }
}
