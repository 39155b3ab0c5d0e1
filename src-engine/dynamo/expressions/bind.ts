import { bindConditionTree } from './bind-condition.ts'
import { bindPath } from './bind-path.ts'
import { asSearchTerms, type SearchTerm } from './bind-search-condition.ts'
import { bindUpdateTree } from './bind-update.ts'
import type { Bindings } from './bindings.ts'
import type { BoundCondition, BoundProjection, BoundUpdate } from './bound-tree.ts'
import { checkPathsApart } from './check-paths.ts'
import type { ConditionKind } from './expression-kind.ts'
import { parsedCondition, parsedProjection, parsedUpdate } from './parse-cache.ts'

/*
 * From an expression's text to what the evaluators run: parse (or find the parsed form of) the text, put names and
 * values in, check. One call for each expression parameter, in the order update, condition, key condition, filter,
 * projection, with the same `Bindings`; then `bindings.finish()`.
 */

/** A condition, filter or key condition; whether the latter is one for keys, `asKeyCondition` tells. @throws RequestFault */
export function bindCondition(text: string, kind: ConditionKind, bindings: Bindings): BoundCondition {
  return bindConditionTree(parsedCondition(kind, text).condition, kind, bindings)
}

/** An update expression. @throws RequestFault */
export function bindUpdate(text: string, bindings: Bindings): BoundUpdate {
  return bindUpdateTree(parsedUpdate('UpdateExpression', text), bindings)
}

/** A projection expression. @throws RequestFault */
export function bindProjection(text: string, bindings: Bindings): BoundProjection {
  const kind = 'ProjectionExpression'
  const paths = parsedProjection(kind, text).paths.map(path => bindPath(path, kind, bindings))
  checkPathsApart(kind, paths)
  return { paths }
}

/** A search condition; the index is looked at later (vectors/check-search.ts). @throws RequestFault */
export function bindSearchCondition(text: string, bindings: Bindings): readonly SearchTerm[] {
  const kind = 'SearchConditionExpression'
  return asSearchTerms(bindConditionTree(parsedCondition(kind, text).condition, kind, bindings))
}
