import {
  type AttributeMap,
  type AttributeValue,
  attributeOf,
  compareScalars,
  emptyAttributeMap,
  type Item,
} from '#dynamo'
import { childrenOf } from '../access-patterns/cardinality.ts'
import { sharersOf } from '../access-patterns/newest-only.ts'
import { primaryKeyText } from '../diagnostics/rules/primary-key-text.ts'
import type {
  EntityAttribute,
  EntityRecord,
  ModelDocument,
  RecordId,
  RelationRecord,
} from '../document/model-document.ts'
import { entitiesOf, placementsOfEntity, recordOfKind, relationsOf } from '../document/queries.ts'
import { storedItem } from '../templates/stored-item.ts'
import { Chance } from './chance.ts'
import { makeValue } from './generators.ts'

export interface SampleSize {
  /** Changes every value. Absent: 1. */
  readonly seed?: number
  /** Items of an entity that has no parent. Absent: 3. */
  readonly roots?: number
  /** Children of one parent at most, however many the relation says. Absent: 4. */
  readonly children?: number
  /** Items of one entity at most. Absent: 200. */
  readonly most?: number
}

/** An item to be put into a table. */
export interface PlacedItem {
  readonly tableId: RecordId
  readonly placementId: RecordId
  readonly item: Item
}

export interface SampleData {
  /** The entities' own attributes, before templates; parents before children. */
  readonly instances: ReadonlyMap<RecordId, readonly AttributeMap[]>
  readonly items: readonly PlacedItem[]
}

/** Tries to find a value that no other has, before it is made different by force. */
const TRIES = 20

/**
 * Sample data for a model: seeded, so that the same model and seed give the same items, and true to the relations: the
 * customer of an order exists, and has the same id in all of its items.
 */
export function generateSampleData(document: ModelDocument, size: SampleSize = {}): SampleData {
  const made = new Generation(document, size)
  for (const entity of parentsFirst(document)) made.make(entity)
  const items = entitiesOf(document).flatMap(({ id }) => placed(document, id, made.instances.get(id) ?? []))
  return { instances: made.instances, items: withoutTwins(document, items) }
}

class Generation {
  readonly instances = new Map<RecordId, readonly AttributeMap[]>()
  private readonly document: ModelDocument
  private readonly seed: number
  private readonly roots: number
  private readonly children: number
  private readonly most: number

  constructor(document: ModelDocument, { seed = 1, roots = 3, children = 4, most = 200 }: SampleSize) {
    this.document = document
    this.seed = seed
    this.roots = roots
    this.children = children
    this.most = most
  }

  make(entity: EntityRecord): void {
    const relations = relationsOf(this.document).filter(
      ({ childId, parentId, via }) => childId === entity.id && parentId !== entity.id && via.length > 0,
    )
    const [first, ...others] = relations
    const parents = first === undefined ? undefined : this.instances.get(first.parentId)
    const made: AttributeMap[] = []
    const taken = new Map<string, Set<string>>()
    if (first === undefined || parents === undefined || parents.length === 0) {
      for (let at = 0; at < Math.min(this.roots, this.most); at++)
        made.push(this.one(entity, at, relations, new Map(), taken))
    } else {
      for (const [ofParent, parent] of parents.entries()) {
        const count = this.childCount(first, ofParent)
        for (let at = 0; at < count && made.length < this.most; at++) {
          made.push(this.one(entity, made.length, others, inherited(first, parent), taken))
        }
      }
    }
    this.instances.set(entity.id, made)
  }

  /** Around the typical number, so that item collections differ; at least one of the first parent. */
  private childCount(relation: RelationRecord, parent: number): number {
    const typical = childrenOf(this.document, relation)
    if (relation.cardinality === 'one-to-one') return 1
    const wanted = Math.min(this.children, Math.max(1, Math.round(typical)))
    const spread = Chance.of(this.seed, relation.id, parent).integer(-1, 1)
    return Math.max(parent === 0 ? 1 : 0, Math.min(this.children, wanted + (wanted > 1 ? spread : 0)))
  }

  private one(
    entity: EntityRecord,
    at: number,
    links: readonly RelationRecord[],
    given: ReadonlyMap<string, AttributeValue>,
    taken: Map<string, Set<string>>,
  ): AttributeMap {
    for (let attempt = 0; ; attempt++) {
      const foreign = new Map(given)
      for (const link of links) this.inheritFromAny(entity, link, at, attempt, foreign)
      const made = emptyAttributeMap()
      for (const attribute of entity.attributes) {
        const value = foreign.get(attribute.name) ?? this.valueOf(entity, attribute, at, attempt)
        if (value !== undefined) made[attribute.name] = value
      }
      const clash = clashOf(entity, made, taken)
      if (clash === undefined || attempt === TRIES) return made
    }
  }

  /** Of a second parent (the other side of a link) any one. */
  private inheritFromAny(
    entity: EntityRecord,
    link: RelationRecord,
    at: number,
    attempt: number,
    foreign: Map<string, AttributeValue>,
  ): void {
    const parents = this.instances.get(link.parentId) ?? []
    if (parents.length === 0) return
    const parent = Chance.of(this.seed, entity.id, at, link.id, attempt).pick(parents)
    for (const [name, value] of inherited(link, parent)) if (!foreign.has(name)) foreign.set(name, value)
  }

  private valueOf(
    { id }: EntityRecord,
    attribute: EntityAttribute,
    at: number,
    attempt: number,
  ): AttributeValue | undefined {
    const chance = Chance.of(this.seed, id, at, attribute.name, attempt)
    // The first has everything: a sparse index then shows something.
    const isLeftOut = attribute.optional === true && chance.next() >= (attribute.presence ?? 0.5)
    if (isLeftOut && at > 0) return undefined
    return makeValue(attribute, { chance, at: at + attempt * 1_000 })
  }
}

function inherited({ via }: RelationRecord, parent: AttributeMap): ReadonlyMap<string, AttributeValue> {
  const values = new Map<string, AttributeValue>()
  for (const pair of via) {
    const value = attributeOf(parent, pair.parent)
    if (value !== undefined) values.set(pair.child, value)
  }
  return values
}

/** The identity or a unique attribute that another has already; otherwise this one's are taken from now on. */
function clashOf(entity: EntityRecord, made: AttributeMap, taken: Map<string, Set<string>>): string | undefined {
  const textOf = (names: readonly string[]): string => JSON.stringify(names.map(name => attributeOf(made, name)))
  const rules = [
    ...(entity.identity.length === 0 ? [] : [entity.identity]),
    ...entity.attributes.filter(({ unique }) => unique === true).map(({ name }) => [name]),
  ]
  for (const names of rules) if (taken.get(names.join())?.has(textOf(names)) === true) return names.join()
  for (const names of rules) {
    const values = taken.get(names.join()) ?? new Set()
    taken.set(names.join(), values.add(textOf(names)))
  }
  return undefined
}

/** Entities so that parents come before their children; of a circle the first in the document's order. */
function parentsFirst(document: ModelDocument): readonly EntityRecord[] {
  const ordered: EntityRecord[] = []
  const seen = new Set<RecordId>()
  const visit = (entity: EntityRecord): void => {
    if (seen.has(entity.id)) return
    seen.add(entity.id)
    for (const { parentId, childId } of relationsOf(document)) {
      const parent = childId === entity.id ? recordOfKind(document, 'entity', parentId) : undefined
      if (parent !== undefined) visit(parent)
    }
    ordered.push(entity)
  }
  for (const entity of entitiesOf(document)) visit(entity)
  return ordered
}

function placed(
  document: ModelDocument,
  entityId: RecordId,
  instances: readonly AttributeMap[],
): readonly PlacedItem[] {
  const entity = recordOfKind(document, 'entity', entityId)
  return placementsOfEntity(document, entityId).flatMap(placement => {
    const isShared = entity !== undefined && sharersOf(document, entity, placement) > 1
    return (isShared ? newestLast(entity, instances) : instances).map(attributes => ({
      tableId: placement.tableId,
      placementId: placement.id,
      item: storedItem(document, placement, attributes),
    }))
  })
}

/** Instances as they were written one after the other: of a copy that they share the last one stays. */
function newestLast({ identity }: EntityRecord, instances: readonly AttributeMap[]): readonly AttributeMap[] {
  const last = identity.at(-1) ?? ''
  const versionOf = (instance: AttributeMap): AttributeValue => attributeOf(instance, last) ?? { N: '0' }
  return [...instances].sort((left, right) => compareScalars(versionOf(left), versionOf(right)) ?? 0)
}

/** Items that have their primary key; of several with one key the last, as a table would hold it. */
function withoutTwins(document: ModelDocument, items: readonly PlacedItem[]): readonly PlacedItem[] {
  const kept = new Map<string, PlacedItem>()
  for (const placedItem of items) {
    const table = recordOfKind(document, 'table', placedItem.tableId)
    const key = table && primaryKeyText(table, placedItem.item)
    if (key !== undefined) kept.set(`${placedItem.tableId} ${key}`, placedItem)
  }
  return [...kept.values()]
}
