import { attributeFor } from '../../access-patterns/read-wish.ts'
import type { Given, PatternOperation, RecordId } from '../../document/model-document.ts'
import { patternsOf, recordOfKind } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'

interface Named {
  readonly entityIds: readonly RecordId[]
  readonly attributes: readonly string[]
}

const names = (list: readonly Given[] | undefined): readonly string[] =>
  (list ?? []).map(({ attribute }) => attribute)

/** The entities and attributes that an operation speaks of, member by member. */
function namedIn(operation: PatternOperation): readonly Named[] {
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
      return operation.reads.flatMap(({ operation: read }) => namedIn(read))
    case 'batch-write':
      return operation.writes.flatMap(({ operation: write }) => namedIn(write))
    case 'transact-write':
      return operation.writes.flatMap(({ operation: write }) =>
        write.type === 'check'
          ? [{ entityIds: [write.entityId], attributes: [...names(write.by), ...conditionNames(write.condition)] }]
          : namedIn(write),
      )
    case 'partiql':
    case 'steps':
      return []
  }
}

function conditionNames(condition: string | { readonly attribute: string } | undefined): readonly string[] {
  return typeof condition === 'object' ? [condition.attribute] : []
}

/** What patterns name is there: entities, attributes, steps. */
export const patternReferences: DesignRule = ({ document }) =>
  patternsOf(document).flatMap(({ id, name, operation }) => {
    const found: Diagnostic[] = []
    const about = { recordId: id, path: 'operation' }
    for (const { entityIds, attributes } of namedIn(operation)) {
      const entities = entityIds.flatMap(entityId => recordOfKind(document, 'entity', entityId) ?? [])
      if (entities.length < entityIds.length || entityIds.length === 0) {
        found.push(
          diagnostic('dangling-reference', { ...about, message: `"${name}" is about an entity that is not there` }),
        )
        continue
      }
      for (const attribute of new Set(attributes)) {
        if (entities.some(entity => attributeFor(document, entity, entities, attribute) !== undefined)) continue
        const message = `"${name}" names "${attribute}", which ${entities.map(entity => entity.name).join(' and ')} does not have`
        found.push(diagnostic('unknown-attribute', { ...about, message, attribute }))
      }
    }
    const steps = operation.type === 'steps' ? operation.steps : []
    if (steps.some(({ patternId }) => recordOfKind(document, 'pattern', patternId) === undefined)) {
      found.push(diagnostic('dangling-reference', { ...about, message: `A step of "${name}" is not there` }))
    }
    return found
  })
