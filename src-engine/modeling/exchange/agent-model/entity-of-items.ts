import { type AttributeValue, type Item, keyParts } from '#dynamo'
import { attributesNamed } from '../../access-patterns/attributes-named.ts'
import type {
  AttributeType,
  EntityAttribute,
  EntityRecord,
  Given,
  ModelDocument,
  PatternOperation,
  TableRecord,
} from '../../document/model-document.ts'
import { indexesOf, recordOfKind } from '../../document/queries.ts'

/**
 * The one entity of a table of which nothing but items is known: its attributes are those of the items, told apart by
 * the table's key. Attributes that some items lack are optional, in the share in which they occur.
 */
export function entityOfItems(
  place: Pick<EntityRecord, 'id' | 'position'>,
  table: TableRecord,
  indexes: ModelDocument,
  items: readonly Item[],
): EntityRecord {
  const types = new Map<string, AttributeType>()
  for (const { name, type } of keyParts(table.key)) types.set(name, type)
  const identity = [...types.keys()]
  for (const { name, type } of indexesOf(indexes, table.id).flatMap(({ key }) => keyParts(key))) {
    if (!types.has(name)) types.set(name, type)
  }
  for (const item of items) {
    for (const [name, value] of Object.entries(item)) {
      const [type] = Object.keys(value) as AttributeType[]
      if (type !== undefined && !types.has(name)) types.set(name, type)
    }
  }
  const attributes = [...types].map(([name, type]): EntityAttribute => {
    const holders = items.filter(item => Object.hasOwn(item, name)).length
    if (identity.includes(name) || holders === items.length) return { name, type }
    return { name, type, optional: true, presence: Math.round((100 * holders) / items.length) / 100 }
  })
  return { kind: 'entity', ...place, name: table.name, identity, attributes }
}

/** Share of the items that have an attribute which no sample item has: unknown, and not all of them. */
const SELDOM = 0.1

/**
 * The entities of a file with the attributes that only its commands name, such as one that an update sets first: without
 * them the patterns would speak of attributes that are not there.
 */
export function withAttributesOfPatterns(
  document: ModelDocument,
  operations: readonly PatternOperation[],
): readonly EntityRecord[] {
  const types = new Map(operations.flatMap(givensIn).map(({ attribute, values }) => [attribute, typeOf(values?.[0])]))
  const counters = new Set(operations.flatMap(operation => ('adds' in operation ? (operation.adds ?? []) : [])))
  const named = operations.flatMap(attributesNamed)
  const ids = new Set(named.flatMap(({ entityIds }) => entityIds))
  return [...ids].flatMap(id => {
    const entity = recordOfKind(document, 'entity', id)
    const known = new Set(entity?.attributes.map(({ name }) => name))
    const missing = new Set(
      named.flatMap(({ entityIds, attributes }) =>
        entityIds.includes(id) ? attributes.filter(name => !known.has(name)) : [],
      ),
    )
    if (entity === undefined || missing.size === 0) return []
    const added = [...missing].map((name): EntityAttribute => {
      const type = counters.has(name) ? 'N' : (types.get(name) ?? 'S')
      return { name, type, optional: true, presence: SELDOM }
    })
    return [{ ...entity, attributes: [...entity.attributes, ...added] }]
  })
}

function givensIn(operation: PatternOperation): readonly Given[] {
  if ('reads' in operation) return operation.reads.flatMap(each => givensIn(each.operation))
  if ('writes' in operation) {
    return operation.writes.flatMap(({ operation: write }) => ('by' in write ? write.by : []))
  }
  const where = 'where' in operation ? (operation.where ?? []) : []
  return [...('by' in operation ? operation.by : []), ...where]
}

function typeOf(value: AttributeValue | undefined): AttributeType | undefined {
  return value === undefined ? undefined : (Object.keys(value)[0] as AttributeType)
}
