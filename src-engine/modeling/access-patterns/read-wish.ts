import type {
  EntityRecord,
  GetOperation,
  Given,
  ModelDocument,
  QueryOperation,
  RecordId,
  ScanOperation,
} from '../document/model-document.ts'
import { recordOfKind, relationsOf } from '../document/queries.ts'
import { attributeOfEntity } from './typical-size.ts'

/** What a read asks for, whichever operation of a pattern it stands in. */
export interface ReadWish {
  readonly entities: readonly EntityRecord[]
  readonly by: readonly Given[]
  readonly where: readonly Given[]
  readonly order: QueryOperation['order']
  readonly limit: number | undefined
  readonly matches: number | undefined
  readonly consistent: boolean
  readonly attributes: readonly string[] | undefined
  /** One item is meant. */
  readonly single: boolean
  /** All items are meant, in no order, for a job: no key is looked for. */
  readonly scans: boolean
}

/** The wish behind an operation; the ids of entities that are not there are left for the diagnostics. */
export function readWish(
  document: ModelDocument,
  operation: GetOperation | QueryOperation | ScanOperation,
): ReadWish {
  const ids: readonly RecordId[] = operation.type === 'get' ? [operation.entityId] : operation.entityIds
  const isQuery = operation.type === 'query'
  return {
    entities: ids.flatMap(id => recordOfKind(document, 'entity', id) ?? []),
    by: operation.type === 'scan' ? [] : operation.by,
    where: operation.type === 'get' ? [] : (operation.where ?? []),
    order: isQuery ? operation.order : undefined,
    limit: operation.type === 'get' ? undefined : operation.limit,
    matches: isQuery ? operation.matches : operation.type === 'get' ? oneOrMore(document, operation) : undefined,
    consistent: operation.consistent === true,
    attributes: operation.attributes,
    single: operation.type === 'get',
    scans: operation.type === 'scan',
  }
}

/** An identity or a unique value leads to one item; part of an identity, such as a document without its version, to several. */
function oneOrMore(document: ModelDocument, { entityId, by }: GetOperation): number | undefined {
  const entity = recordOfKind(document, 'entity', entityId)
  const equal = new Set(by.filter(({ is }) => (is ?? '=') === '=').map(({ attribute }) => attribute))
  const isPart = entity?.identity.some(name => equal.has(name)) === true
  const isWhole = entity?.identity.every(name => equal.has(name)) !== false
  const isUnique = entity?.attributes.some(({ name, unique }) => unique === true && equal.has(name)) === true
  return isPart && !isWhole && !isUnique ? undefined : 1
}

/**
 * What is given, in the words of one of the entities: an attribute of its own, or the one that a relation to another
 * asked entity ties to it (`Customer.id` is `Order.customerId`). What says nothing about the entity is left out.
 */
export function givensFor(document: ModelDocument, entity: EntityRecord, wish: ReadWish): readonly Given[] {
  return [...wish.by, ...wish.where].flatMap(given => {
    const name = attributeFor(document, entity, wish.entities, given.attribute)
    if (name === undefined) return []
    return name === given.attribute ? given : { ...given, attribute: name }
  })
}

/** The attribute of the entity that an attribute of one of the asked entities stands for. */
export function attributeFor(
  document: ModelDocument,
  entity: EntityRecord,
  asked: readonly EntityRecord[],
  attribute: string,
): string | undefined {
  if (attributeOfEntity(entity, attribute) !== undefined) return attribute
  for (const { parentId, childId, via } of relationsOf(document)) {
    for (const pair of via) {
      const isTied = (otherId: RecordId): boolean => asked.some(other => other.id === otherId)
      if (childId === entity.id && pair.parent === attribute && isTied(parentId)) return pair.child
      if (parentId === entity.id && pair.child === attribute && isTied(childId)) return pair.parent
    }
  }
  return undefined
}
