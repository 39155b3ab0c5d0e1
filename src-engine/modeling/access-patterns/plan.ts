import type { ModelDocument, ModelRecord, RecordId } from '../document/model-document.ts'
import { patternsOf } from '../document/queries.ts'
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

/** The plan of a model. Asked twice of one document, or of one that differs only in its items and facets, it is the same. */
export function planOf(document: ModelDocument): Plan {
  const known = planOfDocument.get(document)
  if (known !== undefined) return known.plan
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
  return left.length === right.length && left.every((record, at) => record === right[at])
}

function makePlan(document: ModelDocument): Plan {
  return new Map(patternsOf(document).map(pattern => [pattern.id, pathOfPattern(document, pattern)]))
}
