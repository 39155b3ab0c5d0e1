import { createHash } from 'node:crypto'
import { type AttributeValue, parseJson, validationError } from '#dynamo'
import type { SelectStart } from './read-select.ts'

/**
 * NextToken says where a SELECT goes on, and of which statement it is: Limit and ConsistentRead may change from page to
 * page, the statement and its parameters may not. Nothing of it is kept here, so it outlives a restart. It holds the row
 * key, not the key: whatever characters that has, the token stays far below the 32,768 it may have.
 */

/** What a token is bound to. */
export interface TokenStatement {
  readonly text: string
  readonly parameters: readonly AttributeValue[]
}

export function writeNextToken(statement: TokenStatement, { walk, after }: SelectStart): string {
  const content = { statement: digest(statement), walk, after: after?.toString('base64') }
  return Buffer.from(JSON.stringify(content)).toString('base64')
}

/** @throws DynamoError it is no token, or that of another statement */
export function readNextToken(token: string, statement: TokenStatement): SelectStart {
  const content = parse(token)
  if (content === undefined) throw validationError('Invalid NextToken')
  if (content.statement !== digest(statement)) throw validationError('NextToken does not match request')
  return content
}

function parse(token: string): (SelectStart & { readonly statement: string }) | undefined {
  const { statement, walk, after } = membersOf(token)
  if (typeof statement !== 'string' || typeof walk !== 'number' || !Number.isInteger(walk) || walk < 0) {
    return undefined
  }
  if (after === undefined) return { statement, walk, after }
  return typeof after === 'string' ? { statement, walk, after: Buffer.from(after, 'base64') } : undefined
}

/** The members of the object that a token is; none when it is something else. */
function membersOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = parseJson(Buffer.from(token, 'base64').toString())
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function digest({ text, parameters }: TokenStatement): string {
  return createHash('sha256')
    .update(JSON.stringify([text, parameters]))
    .digest('base64')
}
