import { type AttributeType, type AttributeValue, decodeBase64, normalizeNumber, readAttributeValue } from '#dynamo'

/** What a person typed, read as a type: the value, or what is wrong in words for a person. */
export type TypedText = { readonly value: AttributeValue } | { readonly problem: string }

/**
 * Reads text as a value. Numbers stay text (38 digits, never a JavaScript number), binary is base64, lists and maps are
 * DynamoDB JSON, with or without the type around them.
 */
export function readTyped(type: AttributeType, text: string): TypedText {
  switch (type) {
    case 'S':
      return { value: { S: text } }
    case 'N':
      return withReason(() => ({ N: normalizeNumber(text.trim()) }), numberProblem(text.trim()))
    case 'B':
      return withReason(() => {
        decodeBase64(text.trim())
        return { B: text.trim() }
      }, 'Binary is entered as base64, padded with =.')
    case 'BOOL':
      return { value: { BOOL: text === 'true' } }
    case 'NULL':
      return { value: { NULL: true } }
    case 'SS':
    case 'NS':
    case 'BS':
      return readMembers(type, [text])
    case 'L':
    case 'M':
      return readDocument(type, text)
  }
}

/** Reads texts as the members of a set. */
export function readMembers(type: 'SS' | 'NS' | 'BS', texts: readonly string[]): TypedText {
  if (texts.length === 0) return { problem: 'A set has at least one member.' }
  const member = type === 'SS' ? 'S' : type === 'NS' ? 'N' : 'B'
  const read = texts.map(text => readTyped(member, text))
  const wrong = read.find(result => 'problem' in result)
  if (wrong) return wrong
  return withReason(
    () => readAttributeValue({ [type]: texts.map(text => (type === 'SS' ? text : text.trim())) }),
    'A set has each member once.',
  )
}

function readDocument(type: 'L' | 'M', text: string): TypedText {
  const example = type === 'L' ? '[{"S":"a"},{"N":"1"}]' : '{"city":{"S":"Bern"}}'
  return withReason(() => {
    const json: unknown = JSON.parse(text)
    const isWrapped = typeof json === 'object' && json !== null && Object.keys(json).join() === type
    const value = readAttributeValue(isWrapped ? json : { [type]: json })
    if (!(type in value)) throw new TypeError(type)
    return value
  }, `Enter DynamoDB JSON, for example ${example}`)
}

function withReason(read: () => AttributeValue, problem: string): TypedText {
  try {
    return { value: read() }
  } catch {
    return { problem }
  }
}

function numberProblem(text: string): string {
  return /^[-+]?(\d+[.]?\d*|[.]\d+)(e[-+]?\d+)?$/i.test(text)
    ? 'A number has at most 38 significant digits and lies between 1E-130 and 9.99E+125.'
    : `${text === '' ? 'Nothing' : `“${text}”`} is not a number.`
}
