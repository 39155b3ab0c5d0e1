import type { ModelDocument, ModelRecord, RecordId } from '../document/model-document.ts'
import { patternsOf } from '../document/queries.ts'
import { equalJson } from '../json/equal-json.ts'
import type { AccessPath } from './access-path.ts'
import { pathOfPattern } from './path-of-pattern.ts'

/** How every pattern of a model is answered, by the pattern's id. */
export type Plan = ReadonlyMap<RecordId, AccessPath>

interface Planned {
  readonly design: readonly ModelRecord[]
  readonly plan: Plan
}

const planOfDocument = new WeakMap<ModelDocument, Planned>()
/** The plan made last: an edit of sample items or facets leaves it as it is. */
let last: Planned | undefined

/**
 * The plan of a model. Asked twice of one document, or of one that differs only in its items, its facets and the names and
 * rates of its patterns, it is the same.
 */
export function planOf(document: ModelDocument): Plan {
  const known = planOfDocument.get(document)
  if (known !== undefined) {
    last = known
    return known.plan
  }
  const design = Object.values(document.records).filter(decidesPaths)
  const planned = last !== undefined && isSame(last.design, design) ? last : { design, plan: makePlan(document) }
  last = planned
  planOfDocument.set(document, planned)
  return planned.plan
}

function decidesPaths({ kind }: ModelRecord): boolean {
  return kind !== 'item' && kind !== 'facet' && kind !== 'model'
}

function isSame(left: readonly ModelRecord[], right: readonly ModelRecord[]): boolean {
  return (
    left.length === right.length && left.every((record, at) => record === right[at] || asksTheSame(record, right[at]))
  )
}

/** Whether it is the same pattern but for its name, rate and place, on which no path depends. */
function asksTheSame(left: ModelRecord, right: ModelRecord | undefined): boolean {
  return (
    left.kind === 'pattern' &&
    right?.kind === 'pattern' &&
    left.id === right.id &&
    equalJson(left.operation, right.operation) &&
    equalJson(left.servedBy, right.servedBy)
  )
}

function makePlan(document: ModelDocument): Plan {
  return new Map(patternsOf(document).map(pattern => [pattern.id, pathOfPattern(document, pattern)]))
}
