import type { ModelDocument, PatternOperation, PatternRecord } from '../../document/model-document.ts'
import { entitiesOf, patternsOf, recordOfKind, relationsOf } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'

/** Items of a transaction that is done all the time, at most. Source: anti-pattern 12. */
const USUAL_TRANSACTION = 25

/** Writes that say too little of what has to be there, and transactions that are too large or none. */
export const patternWrites: DesignRule = ({ document }) =>
  patternsOf(document).flatMap(pattern => [
    ...conditions(pattern),
    ...transactions(pattern),
    ...lostUpdates(document, pattern),
  ])

function conditions({ id, name, operation }: PatternRecord): readonly Diagnostic[] {
  if (operation.type === 'update' && operation.condition === undefined) {
    const fixes = [fixOperation(id, 'Demand that it exists', { ...operation, condition: 'exists' })]
    return [
      diagnostic('update-creates', { recordId: id, message: `"${name}" creates the item if there is none`, fixes }),
    ]
  }
  if (operation.type === 'put' && operation.condition === undefined) {
    const fixes = [fixOperation(id, 'Demand that it is absent', { ...operation, condition: 'absent' })]
    return [
      diagnostic('put-replaces', { recordId: id, message: `"${name}" replaces an item with the same key`, fixes }),
    ]
  }
  return []
}

function fixOperation(patternId: string, title: string, operation: PatternOperation) {
  return { title, command: 'change-pattern', args: { patternId, operation } }
}

function transactions({ id, name, operation }: PatternRecord): readonly Diagnostic[] {
  if (operation.type !== 'transact-write') return []
  const count = operation.writes.reduce((sum, { times = 1 }) => sum + times, 0)
  if (count > USUAL_TRANSACTION) {
    return [
      diagnostic('large-transaction', {
        recordId: id,
        message: `"${name}" writes ${count} items in one transaction`,
      }),
    ]
  }
  const [only] = operation.writes
  if (count > 1 || only === undefined || only.operation.type === 'check') return []
  const fixes = [fixOperation(id, 'Write it by itself', only.operation)]
  return [
    diagnostic('single-item-transaction', { recordId: id, message: `"${name}" is a transaction of one item`, fixes }),
  ]
}

/** A read of an entity that is followed by a write of it, without a condition on what was read. */
function lostUpdates(document: ModelDocument, { id, name, operation }: PatternRecord): readonly Diagnostic[] {
  if (operation.type !== 'steps') return []
  const read = new Set<string>()
  for (const { patternId } of operation.steps) {
    const step = recordOfKind(document, 'pattern', patternId)?.operation
    if (step?.type === 'get') read.add(step.entityId)
    if (step?.type === 'query') for (const entityId of step.entityIds) read.add(entityId)
    if ((step?.type !== 'put' && step?.type !== 'update') || !read.has(step.entityId)) continue
    const isGuarded = typeof step.condition === 'object' || step.condition === 'absent'
    const onlyAdds = step.type === 'update' && step.sets.length === 0
    if (isGuarded || onlyAdds) continue
    return [
      diagnostic('lost-update', {
        recordId: id,
        message: `"${name}" writes over what others may have changed since it read`,
      }),
    ]
  }
  return []
}

/** Patterns of an owner that find an item by its id alone. */
export const authorizationGaps: DesignRule = ({ document }) =>
  patternsOf(document).flatMap(({ id, name, actor, operation }) => {
    if (operation.type !== 'get' || actor === undefined) return []
    const entity = recordOfKind(document, 'entity', operation.entityId)
    const owner = entitiesOf(document).find(
      ({ id: otherId, name: otherName }) => otherId !== entity?.id && otherName.toLowerCase() === actor.toLowerCase(),
    )
    if (entity === undefined || owner === undefined) return []
    const ties = relationsOf(document)
      .filter(({ childId, parentId }) => childId === entity.id && parentId === owner.id)
      .flatMap(({ via }) => via.map(({ child }) => child))
    const isGiven = ties.some(tie => operation.by.some(({ attribute }) => attribute === tie))
    if (ties.length === 0 || isGiven) return []
    const message = `"${name}" finds any ${entity.name} by its id, whoever the ${actor} is`
    return [diagnostic('authorization-gap', { recordId: id, message })]
  })
