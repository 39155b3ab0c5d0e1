import { createHash } from 'node:crypto'
import {
  type AttributeMap,
  type AttributeValue,
  type Item,
  keyParts,
  readAttributeMap,
  validationError,
} from '#dynamo'
import type { ReadSource } from '../operations/support/read-source.ts'
import { checkStartKeyCount, checkStartKeyPart, checkStartTableKey } from '../operations/support/start-key.ts'
import type { SelectPage, SelectStart } from './read-select.ts'
import type { SelectPlan } from './select-plan.ts'

/**
 * NextToken says where a SELECT goes on, and of which statement it is: Limit and ConsistentRead may change from page to
 * page, the statement and its parameters may not. Nothing of it is kept here, so it outlives a restart.
 */

/** A token that has been read. */
export interface NextToken {
  readonly walk: number
  /** Key of the item behind which the walk goes on; undefined for the beginning of the walk. */
  readonly after: AttributeMap | undefined
}

/** What a token is bound to. */
export interface TokenStatement {
  readonly text: string
  readonly parameters: readonly AttributeValue[]
}

export function writeNextToken(
  statement: TokenStatement,
  next: NonNullable<SelectPage['next']>,
  lastKey: Item | undefined,
): string {
  const content = { statement: digest(statement), walk: next.walk, after: next.within ? lastKey : undefined }
  return Buffer.from(JSON.stringify(content)).toString('base64')
}

/** @throws DynamoError it is no token, or that of another statement */
export function readNextToken(token: string, statement: TokenStatement): NextToken {
  const content = parse(token)
  if (content === undefined) throw invalid()
  if (content.statement !== digest(statement)) throw validationError('NextToken does not match request')
  return content
}

/** Where the page of a token begins; without a token, at the beginning. @throws DynamoError */
export function startOf(plan: SelectPlan, token: NextToken | undefined): SelectStart {
  if (token === undefined) return { walk: 0, after: undefined }
  if (token.walk >= plan.walks.length) throw invalid()
  if (token.after === undefined) return { walk: token.walk, after: undefined }
  checkStartKey(plan.source, token.after)
  return { walk: token.walk, after: plan.source.rowKeyOf(token.after) }
}

/** What the table is may have changed since the token was made. */
function checkStartKey(source: ReadSource, key: AttributeMap): void {
  checkStartKeyCount(source, key)
  for (const part of keyParts(source.key)) checkStartKeyPart(source, key, part)
  checkStartTableKey(source, key)
}

function invalid(): Error {
  return validationError('Invalid NextToken')
}

function parse(token: string): (NextToken & { readonly statement: string }) | undefined {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, 'base64').toString())
    if (typeof content !== 'object' || content === null) return undefined
    const { statement, walk, after } = content as Readonly<Record<string, unknown>>
    if (typeof statement !== 'string' || typeof walk !== 'number' || !Number.isInteger(walk) || walk < 0) {
      return undefined
    }
    if (after === undefined) return { statement, walk, after }
    if (typeof after !== 'object' || after === null) return undefined
    return { statement, walk, after: readAttributeMap(after as Record<string, unknown>) }
  } catch {
    return undefined
  }
}

function digest({ text, parameters }: TokenStatement): string {
  return createHash('sha256')
    .update(JSON.stringify([text, parameters]))
    .digest('base64')
}
