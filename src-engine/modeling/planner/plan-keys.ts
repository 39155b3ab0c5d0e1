import type { PriceTable } from '../cost/price-table.ts'
import type { EntityRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import { patternsOf, recordOfKind } from '../document/queries.ts'
import type { DesignChoice, EntityKeys } from './design-choice.ts'
import { designOf } from './design-of-choice.ts'
import { indexOptions, staysSmall } from './index-options.ts'
import { insteadOfGlobal } from './index-slots.ts'
import { foreignKeysOf, identityLayout, type Layout, type Requirement, requirementsOf, sameLayout } from './layout.ts'
import { mainKeysFor, mainKeysOf } from './main-keys.ts'
import { inWordsOf, requirementsOn } from './requirement-words.ts'
import { type Trial, tryDesign } from './trial.ts'

/** Rounds over all entities in which their main keys may still change. */
const MOST_ROUNDS = 3
/** What a local index has to save against a global one: a share of the bill, and dollars a month. */
const LOCAL_SAVES_SHARE = 0.1
const LOCAL_SAVES_DOLLARS = 1

/** Main keys that change in one step, by entity. */
type Move = readonly (readonly [RecordId, Layout])[]

export interface PlannedKeys {
  readonly keys: ReadonlyMap<RecordId, EntityKeys>
  readonly trial: Trial
}

/**
 * Keys for entities that lie together: main keys are chosen one entity after the other, each time with the indexes that
 * the rest then needs, until nothing gets cheaper. Deterministic: the same model gives the same keys.
 */
export function planKeys(document: ModelDocument, entityIds: readonly RecordId[], prices: PriceTable): PlannedKeys {
  return new KeyPlanner(document, entityIds, prices).plan()
}

class KeyPlanner {
  private readonly document: ModelDocument
  private readonly entityIds: readonly RecordId[]
  private readonly prices: PriceTable
  private readonly requirements: readonly Requirement[]
  private readonly moves: readonly Move[]

  constructor(document: ModelDocument, entityIds: readonly RecordId[], prices: PriceTable) {
    this.document = document
    this.entityIds = entityIds
    this.prices = prices
    this.requirements = patternsOf(document)
      .flatMap(pattern => requirementsOf(document, pattern))
      .sort((left, right) => right.rate - left.rate)
    this.moves = this.movesOf()
  }

  plan(): PlannedKeys {
    const starts = [
      // Everything by its identity; and children with their parents, as far as something asks for them that way.
      new Map(this.entities().map(entity => [entity.id, identityLayout(entity)])),
      new Map(this.entities().map(entity => [entity.id, this.layoutWithParent(entity) ?? identityLayout(entity)])),
    ]
    const [first, ...others] = starts.map(mains => this.improve(mains))
    if (first === undefined) throw new Error('There is a start')
    const best = others.reduce(
      (chosen, other) => (other.trial.score < chosen.trial.score - 1e-9 ? other : chosen),
      first,
    )
    return this.withLocals(best)
  }

  /** Global indexes that a local one would serve for clearly less: it can never go away again (rule I1). */
  private withLocals(planned: PlannedKeys): PlannedKeys {
    let best = planned
    for (const entity of this.entities()) {
      for (const [slot, layout] of (best.keys.get(entity.id)?.global ?? []).entries()) {
        if (layout === undefined || !staysSmall(this.document, [{ entity, layout }])) continue
        const keys = insteadOfGlobal(best.keys, { entity, layout }, slot)
        const trial = keys && this.try(keys)
        if (keys === undefined || trial === undefined) continue
        const margin = Math.max(LOCAL_SAVES_DOLLARS, best.trial.dollars * LOCAL_SAVES_SHARE)
        if (trial.score < best.trial.score - margin) best = { keys, trial }
      }
    }
    return best
  }

  private improve(start: ReadonlyMap<RecordId, Layout>): PlannedKeys {
    let mains = start
    let best = this.complete(mains)
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = best
      for (const move of this.moves) {
        if (move.every(([id, main]) => sameLayout(mains.get(id) ?? main, main))) continue
        const tried = new Map([...mains, ...move])
        const outcome = this.complete(tried)
        if (outcome.trial.score < best.trial.score - 1e-9) {
          best = outcome
          mains = tried
        }
      }
      if (best === before) break
    }
    return best
  }

  /**
   * What may be tried next: another main key for one entity, or for all that one answer holds, who have to move together to
   * gain anything.
   */
  private movesOf(): readonly Move[] {
    const joint = this.requirements.flatMap(requirement => {
      if (requirement.entityIds.length < 2) return []
      const entities = this.entities().filter(({ id }) => requirement.entityIds.includes(id))
      const layouts = entities.map(entity =>
        mainKeysOf(this.document, entity, inWordsOf(this.document, entity, requirement), this.requirementsOn(entity)),
      )
      const count = Math.min(...layouts.map(({ length }) => length))
      return Array.from({ length: count }, (_, at) =>
        entities.flatMap(({ id }, which): Move => {
          const layout = layouts[which]?.[at]
          return layout === undefined ? [] : [[id, layout]]
        }),
      )
    })
    const single = this.entities().flatMap(entity =>
      this.mainKeysFor(entity).map((main): Move => [[entity.id, main]]),
    )
    return [...single, ...joint]
  }

  private layoutWithParent(entity: EntityRecord): Layout | undefined {
    const foreign = foreignKeysOf(this.document, entity)
    return this.mainKeysFor(entity).find(
      ({ partition }) => partition.length > 0 && partition.every(name => foreign.has(name)),
    )
  }

  private mainKeysFor(entity: EntityRecord): readonly Layout[] {
    return mainKeysFor(this.document, entity, this.requirementsOn(entity))
  }

  private requirementsOn(entity: EntityRecord): readonly Requirement[] {
    return requirementsOn(this.document, entity, this.requirements)
  }

  private entities(): readonly EntityRecord[] {
    return this.entityIds.flatMap(id => recordOfKind(this.document, 'entity', id) ?? [])
  }

  /** Adds indexes for what the main keys do not serve, the heaviest first, each where it is cheapest. */
  private complete(mains: ReadonlyMap<RecordId, Layout>): PlannedKeys {
    let keys: ReadonlyMap<RecordId, EntityKeys> = new Map(
      this.entities().map(({ id }) => [
        id,
        { main: mains.get(id) ?? { partition: [], sort: [] }, global: [], local: [] },
      ]),
    )
    let trial = this.try(keys)
    for (const requirement of this.requirements) {
      if (trial.paths.get(requirement.patternId)?.verdict === 'exact') continue
      let chosen: PlannedKeys | undefined
      for (const option of indexOptions(this.document, keys, requirement, this.requirements)) {
        const outcome = this.try(option)
        if (outcome.score < (chosen?.trial ?? trial).score - 1e-9) chosen = { keys: option, trial: outcome }
      }
      if (chosen !== undefined) ({ keys, trial } = chosen)
    }
    return { keys, trial }
  }

  private try(keys: ReadonlyMap<RecordId, EntityKeys>): Trial {
    const choice: DesignChoice = { tables: [this.entityIds], keys }
    return tryDesign(this.document, designOf(this.document, choice), this.prices)
  }
}
