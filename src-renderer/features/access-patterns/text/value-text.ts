import type { AttributeType, AttributeValue } from '#dynamo'
import { type Json, readAttribute } from '#modeling'
import { parsed, type Reading, type Token } from './reading.ts'

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * A value as it stands in a cell: texts in quotes, numbers and truth values bare, all else (and a number where the
 * attribute holds texts) in DynamoDB JSON.
 */
export function valueInCell(value: AttributeValue, type: AttributeType | undefined): string {
  if ('S' in value && value.S !== undefined) return JSON.stringify(value.S)
  const isTextual = type === 'S' || type === 'B'
  if ('N' in value && value.N !== undefined && !isTextual) return value.N
  if ('BOOL' in value && value.BOOL !== undefined && !isTextual && type !== 'N') return String(value.BOOL)
  return JSON.stringify(value)
}

/** The value that a token means for an attribute of this type; undefined: of no known type. */
export function readValue(token: Token, name: string, type: AttributeType | undefined): Reading<AttributeValue> {
  switch (token.kind) {
    case 'quoted':
      return canonical(name, { S: token.text })
    case 'json': {
      const json = parsed(token.text)
      return json === undefined
        ? { fault: `${token.text} is no value: write DynamoDB JSON such as {"S": "text"}` }
        : canonical(name, json as Json)
    }
    case 'operator':
      return { fault: `Write a value in place of ${token.text}` }
    case 'word':
      if (type === 'S') return canonical(name, { S: token.text })
      if (type === 'B') return canonical(name, { B: token.text })
      if (NUMBER.test(token.text)) return canonical(name, { N: token.text })
      if (type === 'N') return { fault: `${token.text} is no number, and ${name} holds numbers` }
      return /^(?:true|false)$/i.test(token.text)
        ? { value: { BOOL: token.text.toLowerCase() === 'true' } }
        : canonical(name, { S: token.text })
  }
}

function canonical(name: string, json: Json): Reading<AttributeValue> {
  const read = readAttribute(name === '' ? 'value' : name, json)
  return 'reason' in read ? { fault: read.reason } : read
}
