import type { Given, PatternOperation, RecordId } from '../document/model-document.ts'

/** Entities, and attributes of theirs that an operation speaks of. */
export interface AttributesNamed {
  readonly entityIds: readonly RecordId[]
  readonly attributes: readonly string[]
}

const names = (list: readonly Given[] | undefined): readonly string[] =>
  (list ?? []).map(({ attribute }) => attribute)

/** The entities and attributes that an operation speaks of, member by member. */
export function attributesNamed(operation: PatternOperation): readonly AttributesNamed[] {
  switch (operation.type) {
    case 'get':
      return [
        { entityIds: [operation.entityId], attributes: [...names(operation.by), ...(operation.attributes ?? [])] },
      ]
    case 'query': {
      const order = operation.order === undefined ? [] : [operation.order.attribute]
      return [
        {
          entityIds: operation.entityIds,
          attributes: [...names(operation.by), ...names(operation.where), ...order, ...(operation.attributes ?? [])],
        },
      ]
    }
    case 'scan':
      return [
        { entityIds: operation.entityIds, attributes: [...names(operation.where), ...(operation.attributes ?? [])] },
      ]
    case 'put':
      return [{ entityIds: [operation.entityId], attributes: conditionNames(operation.condition) }]
    case 'update':
      return [
        {
          entityIds: [operation.entityId],
          attributes: [
            ...names(operation.by),
            ...operation.sets,
            ...(operation.adds ?? []),
            ...(operation.removes ?? []),
            ...conditionNames(operation.condition),
          ],
        },
      ]
    case 'delete':
      return [
        {
          entityIds: [operation.entityId],
          attributes: [...names(operation.by), ...conditionNames(operation.condition)],
        },
      ]
    case 'vector-search':
      return [
        {
          entityIds: [operation.entityId],
          attributes: [operation.attribute, ...names(operation.by), ...(operation.attributes ?? [])],
        },
      ]
    case 'batch-get':
    case 'transact-get':
      return operation.reads.flatMap(({ operation: read }) => attributesNamed(read))
    case 'batch-write':
      return operation.writes.flatMap(({ operation: write }) => attributesNamed(write))
    case 'transact-write':
      return operation.writes.flatMap(({ operation: write }) =>
        write.type === 'check'
          ? [{ entityIds: [write.entityId], attributes: [...names(write.by), ...conditionNames(write.condition)] }]
          : attributesNamed(write),
      )
    case 'partiql':
    case 'steps':
      return []
  }
}

function conditionNames(condition: string | { readonly attribute: string } | undefined): readonly string[] {
  return typeof condition === 'object' ? [condition.attribute] : []
}
