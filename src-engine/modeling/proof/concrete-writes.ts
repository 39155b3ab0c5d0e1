import {
  type AttributeMap,
  type AttributeValue,
  attributeOf,
  emptyAttributeMap,
  equalValues,
  type Item,
} from '#dynamo'
import type { WriteOperation } from '../access-patterns/write-operation.ts'
import { writePath } from '../access-patterns/write-path.ts'
import type {
  EntityRecord,
  Given,
  ModelDocument,
  PlacementRecord,
  RecordId,
  WriteCondition,
} from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import { Chance } from '../sample-data/chance.ts'
import { makeValue } from '../sample-data/generators.ts'
import { storedAttributes, storedItem } from '../templates/stored-item.ts'
import type { ConcreteWrite, ConcreteWriteCondition } from './concrete-request.ts'
import { type Instances, knownFor } from './known-values.ts'
import { InstanceMaker } from './new-instance.ts'
import type { PredictedStore } from './predicted-store.ts'

/** Makes the writes of one use of a pattern, each new thing related to what the same use writes before it. */
export class WriteMaker {
  private readonly document: ModelDocument
  private readonly store: PredictedStore
  private readonly instances: Instances
  private readonly passed: AttributeMap
  /** What this use has written last of each entity. */
  private readonly written = new Map<RecordId, AttributeMap>()
  private readonly used = new Set<AttributeMap>()
  private readonly maker: InstanceMaker

  constructor(document: ModelDocument, store: PredictedStore, instances: Instances, passed: AttributeMap) {
    this.document = document
    this.store = store
    this.instances = instances
    this.passed = passed
    this.maker = new InstanceMaker(document, instances, this.written)
  }

  /** The writes of an operation, one for each item that it touches; a text says why there are none. */
  writesOf(operation: WriteOperation): readonly ConcreteWrite[] | string {
    const entity = recordOfKind(this.document, 'entity', operation.entityId)
    const path = writePath(this.document, operation)
    if (entity === undefined || path === undefined) return 'What it writes lies in no table'
    const images = this.imagesFor(entity, operation)
    if (typeof images === 'string') return images
    const writes: ConcreteWrite[] = []
    for (const target of path.targets) {
      const placement = recordOfKind(this.document, 'placement', target.placementIds[0] ?? '')
      const write = placement && this.writeAt(placement, target.action, operation, images)
      if (typeof write === 'string') return write
      if (write !== undefined) writes.push(write)
    }
    return writes
  }

  private imagesFor(entity: EntityRecord, operation: WriteOperation): Images | string {
    if (operation.type === 'put') {
      const replaces = operation.condition !== undefined && operation.condition !== 'absent'
      const after = replaces ? this.instances.get(entity.id)?.[0] : this.maker.make(entity)
      if (after === undefined) return `There is no sample item of ${entity.name}`
      this.written.set(entity.id, after)
      return { before: after, after }
    }
    const before = this.existing(entity, operation)
    if (typeof before === 'string') return before
    this.used.add(before)
    if (operation.type !== 'update') return { before, after: before }
    const after = Object.assign(emptyAttributeMap(), before)
    for (const name of operation.sets) {
      const value = this.changedValue(entity, name, attributeOf(before, name))
      if (value !== undefined) after[name] = value
    }
    for (const name of operation.adds ?? []) after[name] = { N: '1' }
    for (const name of operation.removes ?? []) delete after[name]
    return { before, after }
  }

  /** An instance that has what is given, not one that this use writes already: items of a transaction differ. */
  private existing(entity: EntityRecord, operation: Exclude<WriteOperation, { type: 'put' }>): AttributeMap | string {
    const unused = (this.instances.get(entity.id) ?? []).filter(instance => !this.used.has(instance))
    // What is to be removed had better be there.
    const removes = operation.type === 'update' ? (operation.removes ?? []) : []
    const fitting = unused.filter(instance => removes.every(name => attributeOf(instance, name) !== undefined))
    const free = fitting.length > 0 ? fitting : unused
    const found = this.holding(entity, operation.by, free)
    if (found !== undefined || operation.by.every(({ values }) => values === undefined)) {
      return found ?? `No sample item of ${entity.name} has what is given`
    }
    // The values that a pattern states are of samples that are not there, such as with generated data: any other will do.
    const open = operation.by.map(({ values: _stated, ...given }) => given)
    return this.holding(entity, open, free) ?? `No sample item of ${entity.name} has what is given`
  }

  private holding(
    entity: EntityRecord,
    by: readonly Given[],
    free: readonly AttributeMap[],
  ): AttributeMap | string | undefined {
    const known = knownFor(this.document, [entity], by, new Map([[entity.id, free]]), this.passed)
    if (typeof known === 'string') return known
    return free.find(instance =>
      by.every(({ attribute }) => {
        const [wanted, value] = [attributeOf(known.attributes, attribute), attributeOf(instance, attribute)]
        return wanted !== undefined && value !== undefined && equalValues(wanted, value)
      }),
    )
  }

  private changedValue(
    entity: EntityRecord,
    name: string,
    before: AttributeValue | undefined,
  ): AttributeValue | undefined {
    const attribute = entity.attributes.find(candidate => candidate.name === name)
    if (attribute === undefined) return undefined
    const required = { ...attribute, optional: false }
    for (let attempt = 0; attempt < 20; attempt++) {
      const value = makeValue(required, { chance: Chance.of('change', entity.id, name, attempt), at: attempt + 1 })
      if (value !== undefined && (before === undefined || !equalValues(value, before))) return value
    }
    return makeValue(required, { chance: Chance.of('change', entity.id, name), at: 1 })
  }

  private writeAt(
    placement: PlacementRecord,
    action: string,
    operation: WriteOperation,
    { before, after }: Images,
  ): ConcreteWrite | string | undefined {
    const table = recordOfKind(this.document, 'table', placement.tableId)
    if (table === undefined) return undefined
    const isMain = (placement.role ?? 'main') === 'main'
    const old = storedItem(this.document, placement, before)
    const key = this.store.keyOf(table.name, old)
    const stored = this.store.item(table.name, key)
    const condition =
      isMain || (placement.role === 'unique' && operation.condition === 'absent')
        ? conditionOf(operation.condition, table.key.partition[0]?.name ?? '', stored)
        : undefined
    const withCondition = condition === undefined ? {} : { condition }
    switch (action) {
      case 'put': {
        const item = storedItem(this.document, placement, after)
        const carried = operation.type === 'put' ? withCondition : {}
        return { kind: 'put', table: table.name, item, ...carried }
      }
      case 'delete':
        return { kind: 'delete', table: table.name, key, ...withCondition }
      case 'check':
        return condition === undefined
          ? `The check of ${table.name} says nothing`
          : { kind: 'check', table: table.name, key, condition }
      case 'update': {
        if (operation.type !== 'update') return undefined
        const changes = changesBetween(old, storedItem(this.document, placement, after), operation.adds ?? [])
        // What is to be removed is removed by name, whether or not the sample item has it.
        const removes = new Set([...changes.removes, ...this.removedFrom(placement, operation.removes ?? [])])
        return { kind: 'update', table: table.name, key, ...changes, removes: [...removes], ...withCondition }
      }
      default:
        return undefined
    }
  }

  /** Those of the entity's attributes that a placement stores under their own names, and not in a template. */
  private removedFrom(placement: PlacementRecord, names: readonly string[]): readonly string[] {
    const entity = recordOfKind(this.document, 'entity', placement.entityId)
    const stored = new Set(entity === undefined ? [] : storedAttributes(entity, placement).map(({ name }) => name))
    return names.filter(name => stored.has(name) && !Object.hasOwn(placement.templates, name))
  }
}

interface Images {
  readonly before: AttributeMap
  readonly after: AttributeMap
}

function conditionOf(
  condition: WriteCondition | undefined,
  keyAttribute: string,
  stored: Item | undefined,
): ConcreteWriteCondition | undefined {
  if (condition === undefined) return undefined
  if (typeof condition === 'string') return { is: condition, keyAttribute }
  const value = stored && attributeOf(stored, condition.attribute)
  return value === undefined ? undefined : { is: condition.is, attribute: condition.attribute, value }
}

function changesBetween(
  before: Item,
  after: Item,
  added: readonly string[],
): Pick<Extract<ConcreteWrite, { kind: 'update' }>, 'sets' | 'adds' | 'removes'> {
  const sets = emptyAttributeMap()
  const adds = emptyAttributeMap()
  for (const [name, value] of Object.entries(after)) {
    const old = attributeOf(before, name)
    if (added.includes(name)) adds[name] = value
    else if (old === undefined || !equalValues(old, value)) sets[name] = value
  }
  const removes = Object.keys(before).filter(name => attributeOf(after, name) === undefined)
  return { sets, adds, removes }
}
