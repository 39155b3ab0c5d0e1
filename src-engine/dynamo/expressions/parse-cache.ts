import { EXPRESSION_MAX_BYTES } from '../limits.ts'
import { utf8Length } from '../values/utf8.ts'
import type { ConditionExpression, ProjectionExpression, UpdateExpression } from './ast.ts'
import { checkCondition, checkProjection, checkUpdate } from './check.ts'
import { type ExpressionKind, ExpressionTooLong, expressionFault } from './expression-kind.ts'
import { parseCondition } from './parse-condition.ts'
import { parseProjection } from './parse-projection.ts'
import { parseUpdate } from './parse-update.ts'
import { RecentTexts } from './recent-texts.ts'
import { TextFault } from './text-fault.ts'

/**
 * Parsed expressions, kept because applications send the same few texts again and again: parsing does not depend on
 * names and values. One cache for each grammar; a condition, a filter and a key condition share theirs.
 */

/** Texts kept for each grammar at least; up to twice as many for a while. */
const CAPACITY = 1000

type Parsed<T> = { readonly tree: T } | { readonly fault: string }

/** @throws RequestFault */
export const parsedCondition = createParseCache<ConditionExpression>(text => {
  const tree = parseCondition(text)
  checkCondition(tree)
  return tree
}, CAPACITY)

/** @throws RequestFault */
export const parsedUpdate = createParseCache<UpdateExpression>(text => {
  const tree = parseUpdate(text)
  checkUpdate(tree)
  return tree
}, CAPACITY)

/** @throws RequestFault */
export const parsedProjection = createParseCache<ProjectionExpression>(text => {
  const tree = parseProjection(text)
  checkProjection(tree)
  return tree
}, CAPACITY)

/** A cache in front of a parser that throws TextFault. Faults are kept as well. */
export function createParseCache<T>(
  parse: (text: string) => T,
  capacity: number,
): (kind: ExpressionKind, text: string) => T {
  const recent = new RecentTexts<Parsed<T>>(capacity)
  return (kind, text) => {
    let parsed = recent.get(text)
    if (parsed === undefined) {
      checkSize(kind, text)
      parsed = attempt(parse, text)
      recent.keep(text, parsed)
    }
    if ('fault' in parsed) throw expressionFault(kind, parsed.fault)
    return parsed.tree
  }
}

/** Before anything is parsed, and never kept: a text that is too long would fill the cache with it. */
function checkSize(kind: ExpressionKind, text: string): void {
  if (text.trim() === '') throw expressionFault(kind, 'The expression can not be empty;')
  // A UTF-16 unit takes at most three bytes.
  if (text.length * 3 <= EXPRESSION_MAX_BYTES) return
  const bytes = utf8Length(text)
  if (bytes <= EXPRESSION_MAX_BYTES) return
  throw new ExpressionTooLong(kind, bytes)
}

function attempt<T>(parse: (text: string) => T, text: string): Parsed<T> {
  try {
    return { tree: parse(text) }
  } catch (error) {
    if (error instanceof TextFault) return { fault: error.message }
    throw error
  }
}
