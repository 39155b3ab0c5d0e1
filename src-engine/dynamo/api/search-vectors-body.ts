import { DynamoError, validationError } from '../errors/dynamo-error.ts'
import { utf8Length } from '../values/utf8.ts'

/**
 * SearchVectors is answered by another part of the service, which reads its body strictly: of the required members an
 * explicit null is a fault, an absent one is named as a field, and integers have no fractions. It says where it stopped
 * reading, in bytes from the start. Source: observations of the service, August and October 2026.
 */

/** The required members in the order in which they are missed, and what they have to be, in the reader's words. */
const REQUIRED = {
  TableName: 'a string',
  IndexName: 'a string',
  SearchVector: 'a sequence',
  TopK: 'i32',
} as const

type Member = keyof typeof REQUIRED

/**
 * Checks what the ordinary shape check would let pass or word otherwise.
 *
 * The column counts as if the body had been sent without blanks, which is how clients send it: the text itself is gone.
 *
 * @throws DynamoError SerializationException for a member of another kind, then ValidationException for an absent one
 */
export function checkSearchVectorsBody(input: unknown): void {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return
  const body = input as Readonly<Record<string, unknown>>
  for (const name in body) {
    const found = isRequired(name) ? mismatch(name, body[name]) : undefined
    if (found === undefined) continue
    throw new DynamoError(
      'SerializationException',
      `invalid type: ${found}, expected ${REQUIRED[name as Member]} at line 1 column ${columnAfter(body, name)}`,
    )
  }
  for (const name of Object.keys(REQUIRED)) {
    if (Object.hasOwn(body, name)) continue
    throw validationError(`missing field \`${name}\` at line 1 column ${columnAfter(body, undefined)}`)
  }
}

function isRequired(name: string): name is Member {
  return Object.hasOwn(REQUIRED, name)
}

/** What was found where something else belongs. Undefined for what fits, and for what the shape check words. */
function mismatch(name: Member, value: unknown): string | undefined {
  if (value === null) return 'null'
  if (name === 'TopK' && typeof value === 'number' && !Number.isInteger(value)) return `floating point \`${value}\``
  return undefined
}

/** Where the reader stands after this member, or after the whole body. */
function columnAfter(body: Readonly<Record<string, unknown>>, member: string | undefined): number {
  const names = Object.keys(body)
  const read = member === undefined ? names : names.slice(0, names.indexOf(member) + 1)
  try {
    const text = JSON.stringify(Object.fromEntries(read.map(name => [name, body[name]])))
    return utf8Length(text) - (member === undefined ? 0 : 1)
  } catch {
    // Nested too deeply to be written out again; the place is the least of its faults.
    return 1
  }
}
