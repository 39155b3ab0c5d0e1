import { planOf } from '../../access-patterns/plan.ts'
import type { ModelDocument } from '../../document/model-document.ts'
import { heatOfPlan } from '../../planner/heat-of-plan.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'
import { entityAttributes } from './entity-attributes.ts'
import { collectionSizes, indexUse } from './index-use.ts'
import { growingLists, itemSizes } from './item-sizes.ts'
import { keyHeat, timePartitions } from './key-heat.ts'
import { patternPaths } from './pattern-paths.ts'
import { patternReferences } from './pattern-references.ts'
import { authorizationGaps, patternWrites } from './pattern-writes.ts'
import { collidingTemplates, mutableKeys, placementRoles } from './placement-roles.ts'
import { placementTemplates } from './placement-templates.ts'
import { relationEnds } from './relation-ends.ts'
import { expiringItems, peakThroughput, vectorIndexes } from './table-settings.ts'

/** The rules that look at entities, patterns and the design around them; a new one is a function and a line here. */
const RULES: readonly DesignRule[] = [
  entityAttributes,
  growingLists,
  itemSizes,
  relationEnds,
  patternReferences,
  patternPaths,
  patternWrites,
  authorizationGaps,
  placementTemplates,
  collidingTemplates,
  placementRoles,
  mutableKeys,
  indexUse,
  collectionSizes,
  keyHeat,
  timePartitions,
  peakThroughput,
  expiringItems,
  vectorIndexes,
]

const found = new WeakMap<object, readonly Diagnostic[]>()

/**
 * What there is to say of a model's design as a whole. Remembered by the plan, which stays the same while only sample
 * items and facets are edited.
 */
export function diagnoseDesign(document: ModelDocument): readonly Diagnostic[] {
  const plan = planOf(document)
  const known = found.get(plan)
  if (known !== undefined) return known
  const design = { document, plan, heat: heatOfPlan(document, plan) }
  const findings = RULES.flatMap(rule => rule(design))
  found.set(plan, findings)
  return findings
}
