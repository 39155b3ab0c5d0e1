import type { ModelDocument, ModelRecord, PatternRecord, RecordId } from '../document/model-document.ts'
import { designOf, patternsOf } from '../document/queries.ts'
import { sameRecords } from '../document/same-records.ts'
import { equalJson } from '../json/equal-json.ts'
import type { AccessPath } from './access-path.ts'
import { type Ground, groundOf, inflowsOf } from './ground.ts'
import { pathOfPattern } from './path-of-pattern.ts'

/** How every pattern of a model is answered, by the pattern's id. */
export type Plan = ReadonlyMap<RecordId, AccessPath>

interface Planned {
  /** Everything but the patterns that paths depend on. */
  readonly design: readonly ModelRecord[]
  readonly patterns: readonly PatternRecord[]
  readonly plan: Plan
  readonly inflows: Ground
  /** What each path stands on, by the pattern's id. */
  readonly grounds: ReadonlyMap<RecordId, Ground>
}

const planOfDocument = new WeakMap<ModelDocument, Planned>()
/** The plans made last: the model's own, and those of designs that are tried beside it. */
const recent: Planned[] = []
const MOST_RECENT = 4

/**
 * The plan of a model. Asked twice of one document, or of one that differs only in its items, its facets and the names and
 * rates of its patterns, it is the same (unless so many more items come that time buckets fill sooner). Of one that differs in more, every path is the same that stands on the same records.
 */
export function planOf(document: ModelDocument): Plan {
  const known = planOfDocument.get(document)
  if (known !== undefined) return known.plan
  const design = designOf(document)
  const patterns = patternsOf(document)
  const like = recent.find(before => sameRecords(before.design, design)) ?? recent[0]
  const isLike =
    like !== undefined && sameRecords(like.design, design) && sameRecords(like.inflows, inflowsOf(document))
  const planned = isLike && asksAll(like.patterns, patterns) ? like : makePlan(document, design, like)
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
  return left.length === right.length && left.every((pattern, at) => asksTheSame(pattern, right[at]))
}

/** Whether it is the same pattern but for its name, rate and place, on which no path of its own depends. */
function asksTheSame(left: PatternRecord, right: PatternRecord | undefined): boolean {
  if (left === right) return true
  return (
    left.id === right?.id && equalJson(left.operation, right.operation) && equalJson(left.servedBy, right.servedBy)
  )
}

/** Paths of patterns that ask what they asked before, and stand on the same records, are taken over. */
function makePlan(document: ModelDocument, design: readonly ModelRecord[], like: Planned | undefined): Planned {
  const patterns = patternsOf(document)
  const before = new Map(like?.patterns.map(pattern => [pattern.id, pattern]))
  const grounds = new Map(patterns.map(pattern => [pattern.id, groundOf(document, pattern)] as const))
  const kept = (pattern: PatternRecord): AccessPath | undefined => {
    const old = before.get(pattern.id)
    const isSame =
      old !== undefined &&
      asksTheSame(old, pattern) &&
      sameRecords(like?.grounds.get(pattern.id) ?? [], grounds.get(pattern.id) ?? [])
    return isSame ? like?.plan.get(pattern.id) : undefined
  }
  const found = new Map<RecordId, AccessPath>()
  /** What another pattern's path is known to be; one without a call may be none at all. */
  const served = ({ id, operation }: PatternRecord): AccessPath | undefined => {
    const path = operation.type === 'steps' ? undefined : found.get(id)
    return path === undefined || path.calls.length === 0 ? undefined : path
  }
  const find = (pattern: PatternRecord): void => {
    found.set(pattern.id, kept(pattern) ?? pathOfPattern(document, pattern, served))
  }
  const isSteps = ({ operation }: PatternRecord): boolean => operation.type === 'steps'
  // Steps lead to other patterns, whose paths are known by then.
  for (const pattern of patterns) if (!isSteps(pattern)) find(pattern)
  for (const pattern of patterns) if (isSteps(pattern)) find(pattern)
  const plan = new Map(
    patterns.flatMap(({ id }) => {
      const path = found.get(id)
      return path === undefined ? [] : [[id, path] as const]
    }),
  )
  return { design, patterns, plan, inflows: inflowsOf(document), grounds }
}
