import { GSIS_PER_TABLE } from '#dynamo'
import { attributeFor } from '../access-patterns/read-wish.ts'
import type { PriceTable } from '../cost/price-table.ts'
import type { EntityRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import { patternsOf, recordOfKind } from '../document/queries.ts'
import { type DesignChoice, type EntityKeys, uniqueAttributes } from './design-choice.ts'
import { designOf } from './design-of-choice.ts'
import { freeSlot, withGlobal, withLocal } from './index-slots.ts'
import {
  foreignKeysOf,
  identityLayout,
  type Layout,
  layoutsFor,
  type Requirement,
  requirementsOf,
  sameLayout,
} from './layout.ts'
import { type Trial, tryDesign } from './trial.ts'

/** Main keys that are tried for one entity, at most. */
const MOST_MAIN_KEYS = 6
/** Rounds over all entities in which their main keys may still change. */
const MOST_ROUNDS = 3

/** Distinct values that a partition key of a table has at least (rule K14). */
const FEWEST_PARTITIONS = 100

/** Whether there are enough values to spread the items of an entity, as far as anybody said how many there are. */
function spreads({ attributes, identity, volume }: EntityRecord, partition: readonly string[]): boolean {
  if (volume !== undefined && volume.count < FEWEST_PARTITIONS) return true
  if (partition.every(name => identity.includes(name))) return true
  const distinct = (name: string): number =>
    attributes.find(attribute => attribute.name === name)?.distinct ?? Number.POSITIVE_INFINITY
  return partition.reduce((product, name) => product * distinct(name), 1) >= FEWEST_PARTITIONS
}

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
    return others.reduce((best, other) => (other.trial.score < best.trial.score - 1e-9 ? other : best), first)
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
      const layouts = entities.map(entity => this.mainKeysOf(entity, this.inWordsOf(entity, requirement)))
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
    return this.mainKeysFor(entity).find(({ partition }) => partition.every(name => foreign.has(name)))
  }

  private entities(): readonly EntityRecord[] {
    return this.entityIds.flatMap(id => recordOfKind(this.document, 'entity', id) ?? [])
  }

  /** The identity, and what the heaviest reads need, each made unique by the identity. */
  private mainKeysFor(entity: EntityRecord): readonly Layout[] {
    const layouts: Layout[] = [identityLayout(entity)]
    if (entity.identity.length > 1) layouts.push({ partition: entity.identity, sort: [] })
    for (const requirement of this.requirementsOn(entity)) layouts.push(...this.mainKeysOf(entity, requirement))
    return layouts
      .filter((layout, at) => layouts.findIndex(other => sameLayout(other, layout)) === at)
      .slice(0, MOST_MAIN_KEYS)
  }

  /** Main keys that serve a requirement: whole with the identity, and of nothing that may change. */
  private mainKeysOf(entity: EntityRecord, requirement: Requirement): readonly Layout[] {
    const changing = this.changingAttributes(entity)
    const isFixed = (name: string): boolean => !changing.has(name)
    return layoutsFor(this.document, entity, requirement)
      .map(({ partition, sort }) => {
        const rest = entity.identity.filter(name => !partition.includes(name) && !sort.includes(name))
        return { partition, sort: [...sort, ...rest] }
      })
      .filter(({ partition, sort }) => partition.every(isFixed) && sort.every(isFixed))
      .filter(({ partition }) => spreads(entity, partition))
  }

  /** What no main key is made of: what may change (rule K13), and what is unique beside the identity (rule K6). */
  private changingAttributes(entity: EntityRecord): ReadonlySet<string> {
    const names = new Set(entity.attributes.flatMap(({ name, mutable }) => (mutable === true ? [name] : [])))
    for (const { name } of uniqueAttributes(entity)) names.add(name)
    for (const { operation } of patternsOf(this.document)) {
      const writes =
        operation.type === 'transact-write' ? operation.writes.map(({ operation: write }) => write) : [operation]
      for (const write of writes) {
        if (write.type !== 'update' || write.entityId !== entity.id) continue
        for (const name of [...write.sets, ...(write.adds ?? []), ...(write.removes ?? [])]) names.add(name)
      }
    }
    for (const name of entity.identity) names.delete(name)
    return names
  }

  /** Requirements in the words of one entity: a customer's `id` is its orders' `customerId`. */
  private requirementsOn(entity: EntityRecord): readonly Requirement[] {
    return this.requirements
      .filter(({ entityIds }) => entityIds.includes(entity.id))
      .map(requirement => this.inWordsOf(entity, requirement))
  }

  private inWordsOf(entity: EntityRecord, requirement: Requirement): Requirement {
    const asked = requirement.entityIds.flatMap(id => recordOfKind(this.document, 'entity', id) ?? [])
    const named = (name: string): string | undefined => attributeFor(this.document, entity, asked, name)
    const list = (names: readonly string[]): readonly string[] => names.flatMap(name => named(name) ?? [])
    const { range, order } = requirement
    return {
      ...requirement,
      equal: list(requirement.equal),
      wished: list(requirement.wished),
      range: range === undefined ? undefined : named(range),
      order: order === undefined ? undefined : named(order),
    }
  }

  /** Adds indexes for what the main keys do not serve, the heaviest first, each where it is cheapest. */
  private complete(mains: ReadonlyMap<RecordId, Layout>): PlannedKeys {
    let keys: ReadonlyMap<RecordId, EntityKeys> = new Map(
      this.entities().map(({ id }) => [
        id,
        { main: mains.get(id) ?? { partition: [], sort: [] }, global: [], local: [], shards: {} },
      ]),
    )
    let trial = this.try(keys)
    for (const requirement of this.requirements) {
      if (trial.paths.get(requirement.patternId)?.verdict === 'exact') continue
      let chosen: { readonly keys: typeof keys; readonly trial: Trial } | undefined
      for (const option of this.indexOptions(keys, requirement)) {
        const outcome = this.try(option)
        if (outcome.score < (chosen?.trial.score ?? trial.score) - 1e-9) chosen = { keys: option, trial: outcome }
      }
      if (chosen !== undefined) ({ keys, trial } = chosen)
    }
    return { keys, trial }
  }

  /** Ways to let one more index, or one more key of an index that is there, serve a requirement. */
  private indexOptions(
    keys: ReadonlyMap<RecordId, EntityKeys>,
    requirement: Requirement,
  ): readonly ReadonlyMap<RecordId, EntityKeys>[] {
    const entities = requirement.entityIds.flatMap(id => {
      const entity = keys.has(id) ? recordOfKind(this.document, 'entity', id) : undefined
      return entity ?? []
    })
    if (entities.length < requirement.entityIds.length) return []
    const layouts = entities.map(entity => layoutsFor(this.document, entity, this.inWordsOf(entity, requirement)))
    const count = Math.min(...layouts.map(list => list.length))
    const options: ReadonlyMap<RecordId, EntityKeys>[] = []
    for (let at = 0; at < count; at++) {
      const chosen = entities.map((entity, which) => ({
        entity,
        layout: layouts[which]?.[at] ?? identityLayout(entity),
      }))
      if (!requirement.consistent) {
        const slot = freeSlot(keys, chosen)
        if (slot < GSIS_PER_TABLE) options.push(withGlobal(keys, chosen, slot))
      }
      const local = withLocal(keys, chosen)
      if (local !== undefined && requirement.consistent) options.push(local)
    }
    return options
  }

  private try(keys: ReadonlyMap<RecordId, EntityKeys>): Trial {
    const choice: DesignChoice = { tables: [this.entityIds], keys }
    return tryDesign(this.document, designOf(this.document, choice), this.prices)
  }
}
