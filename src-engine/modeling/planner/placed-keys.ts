import type { KeyDefinition } from '#dynamo'
import type { Reason, Verdict } from '../access-patterns/access-path.ts'
import { type Plan, planOf } from '../access-patterns/plan.ts'
import type { EntityRecord, ModelDocument, PlacementRecord, RecordId } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import type { CandidateDesign } from './candidate.ts'
import type { DesignChoice, EntityKeys } from './design-choice.ts'
import { designOf } from './design-of-choice.ts'
import type { Heat } from './heat.ts'
import { hasKeyOf, heatOfPlan } from './heat-of-plan.ts'
import type { Layout } from './layout.ts'
import { withDesign } from './trial.ts'

/** A key of an entity with the place that it has in the design: its table, or a global index by number. */
export interface PlacedKey {
  readonly entity: EntityRecord
  readonly keys: EntityKeys
  readonly slot: 'main' | number
  readonly layout: Layout
  readonly placement: PlacementRecord
  readonly key: KeyDefinition
  readonly tableId: RecordId
  readonly indexId: RecordId | undefined
}

/** The keys of all entities, in the order of the design. */
export function placedKeys(
  document: ModelDocument,
  { keys }: DesignChoice,
  design: CandidateDesign,
): readonly PlacedKey[] {
  return design.placements.flatMap((placement): readonly PlacedKey[] => {
    const entity = recordOfKind(document, 'entity', placement.entityId)
    const own = keys.get(placement.entityId)
    const table = design.tables.find(({ id }) => id === placement.tableId)
    if (entity === undefined || own === undefined || table === undefined) return []
    if ((placement.role ?? 'main') !== 'main') return []
    const at = { entity, keys: own, placement, tableId: table.id }
    const globals = design.indexes.filter(({ tableId, indexKind }) => tableId === table.id && indexKind === 'GSI')
    return [
      { ...at, slot: 'main', layout: own.main, key: table.key, indexId: undefined },
      ...own.global.flatMap((layout, slot): readonly PlacedKey[] => {
        const index = globals[slot]
        if (layout === undefined || index === undefined) return []
        return [{ ...at, slot, layout, key: index.key, indexId: index.id }]
      }),
    ]
  })
}

/** Whether a key is the one that is hot. */
export function isHot(heat: Heat, { tableId, indexId, key, entity, placement }: PlacedKey): boolean {
  return heat.tableId === tableId && heat.indexId === indexId && hasKeyOf(heat, key, entity, placement)
}

/** The choice with another layout for one key. */
export function withLayout(choice: DesignChoice, { entity, slot }: PlacedKey, layout: Layout): DesignChoice {
  const own = choice.keys.get(entity.id)
  if (own === undefined) return choice
  const changed: EntityKeys =
    slot === 'main'
      ? { ...own, main: layout }
      : { ...own, global: own.global.map((other, at) => (at === slot ? layout : other)) }
  return { ...choice, keys: new Map([...choice.keys, [entity.id, changed]]) }
}

/** A choice with its design, and what that answers. */
export interface Outcome {
  readonly choice: DesignChoice
  readonly design: CandidateDesign
  readonly plan: Plan
  readonly heat: readonly Heat[]
}

/** An outcome that was changed for reasons that only numbers give. */
export interface Reasoned {
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
}

/** Makes the design of a choice and answers the patterns with it. */
export function outcomeOf(document: ModelDocument, choice: DesignChoice): Outcome {
  const design = designOf(document, choice)
  const designed = withDesign(document, design)
  const plan = planOf(designed)
  return { choice, design, plan, heat: heatOfPlan(designed, plan) }
}

const RANK: Readonly<Record<Verdict, number>> = { exact: 0, filters: 1, scan: 2, 'not-served': 3 }

/** Whether a pattern is answered by a key. */
export function isServedBy({ plan }: Outcome, patternId: RecordId, { tableId, indexId }: PlacedKey): boolean {
  const calls = plan.get(patternId)?.calls ?? []
  return calls.some(({ targets }) =>
    targets.some(target => target.tableId === tableId && target.indexId === indexId && target.action !== 'put'),
  )
}

/** Whether an outcome answers every pattern as well as another. */
export function isAsGood({ plan }: Outcome, than: Outcome): boolean {
  return [...than.plan].every(([id, { verdict }]) => RANK[plan.get(id)?.verdict ?? 'not-served'] <= RANK[verdict])
}
