import { type AttributeMap, type AttributeValue, attributeOf, compareScalars, emptyAttributeMap } from '#dynamo'
import { attributeFor } from '../access-patterns/read-wish.ts'
import type { EntityRecord, Given, ItemRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import { itemsOfTable, recordOfKind, tablesOf } from '../document/queries.ts'
import { storedAttributes } from '../templates/stored-item.ts'
import type { ConcreteCondition } from './concrete-request.ts'

/** The entities' own attributes, as the items of their main placements have them. */
export type Instances = ReadonlyMap<RecordId, readonly AttributeMap[]>

/** Reads the instances back out of sample items. */
export function instancesIn(document: ModelDocument): Instances {
  const instances = new Map<RecordId, AttributeMap[]>()
  for (const table of tablesOf(document)) {
    for (const record of itemsOfTable(document, table.id)) {
      const found = instanceOf(document, record)
      if (found === undefined) continue
      const list = instances.get(found.entityId)
      if (list === undefined) instances.set(found.entityId, [found.attributes])
      else list.push(found.attributes)
    }
  }
  return instances
}

function instanceOf(
  document: ModelDocument,
  { placementId, item }: ItemRecord,
): { readonly entityId: RecordId; readonly attributes: AttributeMap } | undefined {
  const placement = placementId === undefined ? undefined : recordOfKind(document, 'placement', placementId)
  const entity = placement && recordOfKind(document, 'entity', placement.entityId)
  if (placement === undefined || entity === undefined || (placement.role ?? 'main') !== 'main') return undefined
  const attributes = emptyAttributeMap()
  for (const { name } of storedAttributes(entity, placement)) {
    const value = attributeOf(item, name)
    if (value !== undefined) attributes[name] = value
  }
  return { entityId: entity.id, attributes }
}

/**
 * What a caller knows when it uses a pattern: an instance of the entity that has what is given, and the values of ranges.
 * Ranges have two more attributes, `placedAt.from` and `placedAt.to`, as key templates name them; one, when the range has
 * no other end.
 */
export interface Known {
  /** What is given, and nothing else: a shard of something else is not known. */
  readonly attributes: AttributeMap
  /** The whole sample that it was taken from. */
  readonly instance: AttributeMap
  readonly conditions: ReadonlyMap<Given, ConcreteCondition>
}

/**
 * Chooses values for what is given: those that the pattern states, what an earlier step has passed on, or those of the
 * first sample that has them all.
 *
 * @returns a text that says what is missing, when there is no such sample
 */
export function knownFor(
  document: ModelDocument,
  entities: readonly EntityRecord[],
  givens: readonly Given[],
  instances: Instances,
  passed: AttributeMap,
): Known | string {
  const sample = sampleFor(document, entities, givens, instances, passed)
  const instance: AttributeMap = Object.assign(emptyAttributeMap(), sample?.attributes, passed)
  const attributes = Object.assign(emptyAttributeMap(), passed)
  const conditions = new Map<Given, ConcreteCondition>()
  for (const given of givens) {
    const values = valuesOf(given, instance, sample?.peers ?? [])
    if (values === undefined) {
      const [entity] = entities
      return `No sample item of ${entity?.name ?? 'the entity'} has "${given.attribute}"`
    }
    const is = given.is ?? '='
    conditions.set(given, { attribute: given.attribute, is, values })
    const [first, second] = values
    const from = is === 'between' || is === '>' || is === '>=' ? first : undefined
    const to = is === 'between' ? second : is === '<' || is === '<=' ? first : undefined
    if (from !== undefined) attributes[`${given.attribute}.from`] = from
    if (to !== undefined) attributes[`${given.attribute}.to`] = to
    if (first !== undefined) attributes[given.attribute] = first
  }
  return { attributes, instance, conditions }
}

interface Sample {
  readonly attributes: AttributeMap
  /** Other instances that agree in what is given by equality: ranges are taken from their values. */
  readonly peers: readonly AttributeMap[]
}

/** Of several entities the last one that has everything: a customer's orders rather than a customer without any. */
function sampleFor(
  document: ModelDocument,
  entities: readonly EntityRecord[],
  givens: readonly Given[],
  instances: Instances,
  passed: AttributeMap,
): Sample | undefined {
  for (const entity of [...entities].reverse()) {
    const named = givens.flatMap(given => {
      const name = attributeFor(document, entity, entities, given.attribute)
      return name === undefined ? [] : { given, name }
    })
    if (named.length < givens.length) continue
    const wanted = (name: string, given: Given): AttributeValue | undefined =>
      attributeOf(passed, given.attribute) ??
      (given.values?.length === 1 ? given.values[0] : undefined) ??
      attributeOf(passed, name)
    const all = (instances.get(entity.id) ?? []).filter(instance =>
      named.every(({ given, name }) => {
        const value = attributeOf(instance, name)
        const asked = (given.is ?? '=') === '=' ? wanted(name, given) : undefined
        return value !== undefined && (asked === undefined || isSame(value, asked))
      }),
    )
    const [first] = all
    if (first === undefined) continue
    const equal = named.filter(({ given }) => (given.is ?? '=') === '=')
    const peers = all.filter(other =>
      equal.every(({ name }) => isSame(attributeOf(other, name), attributeOf(first, name))),
    )
    const renamed = (instance: AttributeMap): AttributeMap => {
      const attributes = Object.assign(emptyAttributeMap(), instance)
      for (const { given, name } of named) {
        const value = attributeOf(instance, name)
        if (value !== undefined) attributes[given.attribute] = value
      }
      return attributes
    }
    return { attributes: renamed(first), peers: peers.map(renamed) }
  }
  return undefined
}

function isSame(left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  return left !== undefined && right !== undefined && compareScalars(left, right) === 0
}

/** Values that match something: of a range from the lowest peer to the middle one. */
function valuesOf(
  { attribute, is = '=', values }: Given,
  known: AttributeMap,
  peers: readonly AttributeMap[],
): readonly AttributeValue[] | undefined {
  if (values !== undefined && values.length > 0) return values
  if (is === '=') {
    const value = attributeOf(known, attribute)
    return value === undefined ? undefined : [value]
  }
  const sorted = peers
    .flatMap(peer => attributeOf(peer, attribute) ?? [])
    .sort((left, right) => compareScalars(left, right) ?? 0)
  const lowest = sorted[0] ?? attributeOf(known, attribute)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? lowest
  if (lowest === undefined || middle === undefined) return undefined
  switch (is) {
    case 'between':
      return [lowest, middle]
    case '<':
    case '<=':
    case '>':
    case '>=':
      return [middle]
    case 'begins_with':
      return 'S' in middle ? [{ S: middle.S.slice(0, Math.max(1, Math.floor(middle.S.length / 2))) }] : undefined
  }
}
