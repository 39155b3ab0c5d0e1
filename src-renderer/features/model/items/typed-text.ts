import type { AttributeType, AttributeValue } from '#dynamo'
import { type Json, readAttribute } from '#modeling'

/** What a typed text means as a value, or why it means nothing. */
export type TypedText = { readonly value: AttributeValue } | { readonly fault: string }

/** Types whose text is DynamoDB JSON. */
type NestedType = 'SS' | 'NS' | 'BS' | 'L' | 'M'

const EXAMPLES: Readonly<Record<NestedType, string>> = {
  SS: '{"SS": ["red", "blue"]}',
  NS: '{"NS": ["1", "2.5"]}',
  BS: '{"BS": ["AQI="]}',
  L: '{"L": [{"S": "text"}, {"N": "1"}]}',
  M: '{"M": {"city": {"S": "Oslo"}}}',
}

/**
 * Reads what was typed into a cell as a value of a type: the counterpart of `valueSource`. Scalars as they are; sets,
 * lists and maps as DynamoDB JSON, with or without the type around them.
 */
export function valueFromText(text: string, type: AttributeType): TypedText {
  switch (type) {
    case 'S':
      return { value: { S: text } }
    case 'N':
      return checked({ N: text.trim() }, 'This is no number. Type digits, such as 12.5')
    case 'B':
      return checked({ B: text.trim() }, 'This is no base64. Type bytes in base64, such as AQI=')
    case 'BOOL': {
      const word = text.trim().toLowerCase()
      if (word === 'true' || word === 'false') return { value: { BOOL: word === 'true' } }
      return { fault: 'A Boolean is true or false' }
    }
    case 'NULL':
      return text.trim().toLowerCase() === 'null' ? { value: { NULL: true } } : { fault: 'The only value is null' }
    case 'SS':
    case 'NS':
    case 'BS':
    case 'L':
    case 'M':
      return nestedFromText(text, type)
  }
}

function nestedFromText(text: string, type: NestedType): TypedText {
  const advice = `Type DynamoDB JSON, such as ${EXAMPLES[type]}`
  let json: Json
  try {
    json = JSON.parse(text) as Json
  } catch {
    return { fault: advice }
  }
  const wrapped = isWrapped(json) ? json : { [type]: json }
  return checked(wrapped, advice)
}

/** Whether the JSON has its type around it already. A map with the one attribute "M" has to say so itself. */
function isWrapped(json: Json): json is { readonly [name: string]: Json } {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false
  const names = Object.keys(json)
  return names.length === 1 && names.every(name => Object.hasOwn(EXAMPLES, name))
}

function checked(json: Json, advice: string): TypedText {
  const read = readAttribute('value', json)
  return 'value' in read ? { value: read.value } : { fault: advice }
}

/**
 * A value that keeps as much of another as its new type can hold: `"12"` becomes the number 12, a string that is no
 * number becomes 0. For "Change type" of a cell.
 */
export function convertedValue(source: string, type: AttributeType): AttributeValue {
  const read = valueFromText(source, type)
  return 'value' in read ? read.value : PLAIN[type]
}

/** The plainest value of each type; sets cannot be empty. */
const PLAIN: Readonly<Record<AttributeType, AttributeValue>> = {
  S: { S: '' },
  N: { N: '0' },
  B: { B: 'AA==' },
  BOOL: { BOOL: false },
  NULL: { NULL: true },
  SS: { SS: ['member'] },
  NS: { NS: ['0'] },
  BS: { BS: ['AA=='] },
  L: { L: [] },
  M: { M: {} },
}
