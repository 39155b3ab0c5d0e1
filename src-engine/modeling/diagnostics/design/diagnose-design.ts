import { planOf } from '../../access-patterns/plan.ts'
import type { ModelDocument, ModelRecord } from '../../document/model-document.ts'
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

interface Found {
  /** What the findings were made of: everything but sample items and facets. */
  readonly of: readonly ModelRecord[]
  readonly findings: readonly Diagnostic[]
}

const foundIn = new WeakMap<ModelDocument, Found>()
let last: Found | undefined

/** What there is to say of a model's design as a whole. Edits of sample items and facets leave it as it is. */
export function diagnoseDesign(document: ModelDocument): readonly Diagnostic[] {
  const known = foundIn.get(document)
  if (known !== undefined) return known.findings
  const of = Object.values(document.records).filter(({ kind }) => kind !== 'item' && kind !== 'facet')
  const isSame = last?.of.length === of.length && last.of.every((record, at) => record === of[at])
  const found = isSame && last !== undefined ? last : { of, findings: findAll(document) }
  last = found
  foundIn.set(document, found)
  return found.findings
}

function findAll(document: ModelDocument): readonly Diagnostic[] {
  const plan = planOf(document)
  const design = { document, plan, heat: heatOfPlan(document, plan) }
  return RULES.flatMap(rule => rule(design))
}
