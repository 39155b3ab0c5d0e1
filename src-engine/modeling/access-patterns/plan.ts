import type { ModelDocument, ModelRecord, PatternRecord, RecordId } from '../document/model-document.ts'
import { designOf, patternsOf } from '../document/queries.ts'
import { sameRecords } from '../document/same-records.ts'
import { equalJson } from '../json/equal-json.ts'
import type { AccessPath } from './access-path.ts'
import { pathOfPattern } from './path-of-pattern.ts'

/** How every pattern of a model is answered, by the pattern's id. */
export type Plan = ReadonlyMap<RecordId, AccessPath>

interface Planned {
  /** Everything but the patterns that paths depend on. */
  readonly design: readonly ModelRecord[]
  readonly patterns: readonly PatternRecord[]
  readonly plan: Plan
}

const planOfDocument = new WeakMap<ModelDocument, Planned>()
/** The plans made last: the model's own, and those of designs that are tried beside it. */
const recent: Planned[] = []
const MOST_RECENT = 4

/**
 * The plan of a model. Asked twice of one document, or of one that differs only in its items, its facets and the names and
 * rates of its patterns, it is the same. When only patterns differ, the others keep their paths.
 */
export function planOf(document: ModelDocument): Plan {
  const known = planOfDocument.get(document)
  if (known !== undefined) return known.plan
  const design = designOf(document)
  const patterns = patternsOf(document)
  const like = recent.find(before => sameRecords(before.design, design))
  const planned = like !== undefined && asksAll(like.patterns, patterns) ? like : makePlan(document, design, like)
  remember(planned)
  planOfDocument.set(document, planned)
  return planned.plan
}

function remember(planned: Planned): void {
  const at = recent.indexOf(planned)
  if (at !== -1) recent.splice(at, 1)
  recent.unshift(planned)
  recent.length = Math.min(recent.length, MOST_RECENT)
}

function asksAll(left: readonly PatternRecord[], right: readonly PatternRecord[]): boolean {
  return (
    left.length === right.length &&
    left.every((pattern, at) => pattern === right[at] || asksTheSame(pattern, right[at]))
  )
}

/** Whether it is the same pattern but for its name, rate and place, on which no path depends. */
function asksTheSame(left: PatternRecord, right: PatternRecord | undefined): boolean {
  return (
    left.id === right?.id && equalJson(left.operation, right.operation) && equalJson(left.servedBy, right.servedBy)
  )
}

/** Paths of patterns that ask what they asked before, on the same design, are taken over; steps lead to other patterns. */
function makePlan(document: ModelDocument, design: readonly ModelRecord[], like: Planned | undefined): Planned {
  const patterns = patternsOf(document)
  const before = new Map(like?.patterns.map(pattern => [pattern.id, pattern]))
  const plan = new Map(
    patterns.map(pattern => {
      const old = before.get(pattern.id)
      const isKept =
        pattern.operation.type !== 'steps' && old !== undefined && (old === pattern || asksTheSame(old, pattern))
      return [
        pattern.id,
        (isKept ? like?.plan.get(pattern.id) : undefined) ?? pathOfPattern(document, pattern),
      ] as const
    }),
  )
  return { design, patterns, plan }
}
