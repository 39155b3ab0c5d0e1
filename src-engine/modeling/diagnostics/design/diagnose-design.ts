import { planOf } from '../../access-patterns/plan.ts'
import type { ModelDocument, ModelRecord, PatternRecord } from '../../document/model-document.ts'
import { designOf, patternsOf } from '../../document/queries.ts'
import { sameRecords } from '../../document/same-records.ts'
import { heatOfPlan } from '../../planner/heat-of-plan.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { antiPatterns } from './anti-patterns.ts'
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
  ...antiPatterns,
]

interface Found {
  /** What the findings were made of. */
  readonly design: readonly ModelRecord[]
  readonly patterns: readonly PatternRecord[]
  readonly findings: readonly Diagnostic[]
}

let last: Found | undefined

/** What there is to say of a model's design as a whole. Edits of sample items and facets leave it as it is. */
export function diagnoseDesign(document: ModelDocument): readonly Diagnostic[] {
  const design = designOf(document)
  const patterns = patternsOf(document)
  if (last === undefined || !sameRecords(last.design, design) || !sameRecords(last.patterns, patterns)) {
    last = { design, patterns, findings: findAll(document) }
  }
  return last.findings
}

function findAll(document: ModelDocument): readonly Diagnostic[] {
  const plan = planOf(document)
  const design = { document, plan, heat: heatOfPlan(document, plan) }
  return RULES.flatMap(rule => rule(design))
}
