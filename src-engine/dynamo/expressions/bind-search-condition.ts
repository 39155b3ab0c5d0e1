import type { RequestFault } from '../errors/request-fault.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import type { BoundCondition, BoundOperand } from './bound-tree.ts'
import { expressionFault } from './expression-kind.ts'

/*
 * A search condition has the grammar of a condition, of which only equalities of top-level attributes joined by AND are
 * allowed. Which attributes is for the index to say (vectors/check-search.ts). Texts: observations of the service.
 */

const KIND = 'SearchConditionExpression'

/** `attribute = value`. */
export interface SearchTerm {
  readonly attribute: string
  readonly value: AttributeValue
}

/** The equalities of a bound condition, each of another attribute. @throws RequestFault */
export function asSearchTerms(condition: BoundCondition): readonly SearchTerm[] {
  const equalities: Equality[] = []
  collect(condition, equalities)
  // Operators are judged in all of the expression before attributes are.
  if (equalities.some(({ nested }) => nested)) {
    throw expressionFault(KIND, `${KIND} cannot have conditions on nested attributes`)
  }
  if (new Set(equalities.map(({ attribute }) => attribute)).size < equalities.length) {
    throw expressionFault(KIND, `${KIND} must only contain one condition per attribute`)
  }
  return equalities
}

interface Equality extends SearchTerm {
  readonly nested: boolean
}

function collect(condition: BoundCondition, equalities: Equality[]): void {
  if (condition.kind === 'and') {
    for (const each of condition.conditions) collect(each, equalities)
    return
  }
  if (condition.kind !== 'comparison') throw invalidOperator()
  if (condition.operator !== '=') throw expressionFault(KIND, `Invalid comparator used in ${KIND}`)
  equalities.push(
    equalityOf(condition.left, condition.right) ?? equalityOf(condition.right, condition.left) ?? refuse(),
  )
}

function equalityOf(one: BoundOperand, other: BoundOperand): Equality | undefined {
  if (one.kind !== 'path' || other.kind !== 'value') return undefined
  return { attribute: one.path[0], value: other.value, nested: one.path.length > 1 }
}

/** Two attributes, two values or a function: nobody has seen what the service says of them. */
function refuse(): never {
  throw invalidOperator()
}

function invalidOperator(): RequestFault {
  return expressionFault(KIND, `Invalid operator used in ${KIND}`)
}
