import type { Given, PatternOperation, RecordId, Repeated } from '../document/model-document.ts'

/**
 * The operation with attributes of an entity renamed. Of an operation on several entities a name counts when one of them
 * is the entity.
 */
export function renameInOperation(
  operation: PatternOperation,
  isEntity: (id: RecordId) => boolean,
  renamed: (attribute: string) => string,
): PatternOperation {
  const givens = (list: readonly Given[]): readonly Given[] =>
    list.map(given => ({ ...given, attribute: renamed(given.attribute) }))
  const names = (list: readonly string[]): readonly string[] => list.map(renamed)
  switch (operation.type) {
    case 'query':
    case 'scan':
      if (!operation.entityIds.some(isEntity)) return operation
      return {
        ...operation,
        ...('by' in operation ? { by: givens(operation.by) } : {}),
        ...(operation.where === undefined ? {} : { where: givens(operation.where) }),
        ...('order' in operation && operation.order !== undefined
          ? { order: { ...operation.order, attribute: renamed(operation.order.attribute) } }
          : {}),
        ...(operation.attributes === undefined ? {} : { attributes: names(operation.attributes) }),
      }
    case 'get':
    case 'put':
    case 'update':
    case 'delete':
      return isEntity(operation.entityId) ? renameInSingle(operation, givens, names, renamed) : operation
    case 'vector-search':
      if (!isEntity(operation.entityId)) return operation
      return {
        ...operation,
        attribute: renamed(operation.attribute),
        by: givens(operation.by),
        ...(operation.attributes === undefined ? {} : { attributes: names(operation.attributes) }),
      }
    case 'batch-get':
    case 'transact-get':
      return { ...operation, reads: operation.reads.map(renameMember) }
    case 'batch-write':
      return { ...operation, writes: operation.writes.map(renameMember) }
    case 'transact-write':
      return { ...operation, writes: operation.writes.map(renameMember) }
    case 'partiql':
    case 'steps':
      return operation
  }

  function renameMember<O extends SingleOperation>(member: Repeated<O>): Repeated<O> {
    const { operation: inner } = member
    if (!isEntity(inner.entityId)) return member
    return { ...member, operation: renameInSingle(inner, givens, names, renamed) }
  }
}

type SingleOperation =
  | Extract<PatternOperation, { type: 'get' | 'put' | 'update' | 'delete' }>
  | Extract<Extract<PatternOperation, { type: 'transact-write' }>['writes'][number]['operation'], { type: 'check' }>

function renameInSingle<O extends SingleOperation>(
  operation: O,
  givens: (list: readonly Given[]) => readonly Given[],
  names: (list: readonly string[]) => readonly string[],
  renamed: (attribute: string) => string,
): O {
  const changed: Record<string, unknown> = { ...operation }
  if ('by' in operation) changed.by = givens(operation.by)
  for (const member of ['attributes', 'sets', 'adds', 'removes'] as const) {
    const list: unknown = changed[member]
    if (Array.isArray(list)) changed[member] = names(list as readonly string[])
  }
  const condition = 'condition' in operation ? operation.condition : undefined
  if (typeof condition === 'object') changed.condition = { ...condition, attribute: renamed(condition.attribute) }
  return changed as unknown as O
}
