import type { AttributeType } from '#dynamo'
import {
  type CommandArguments,
  type ModelDocument,
  type PatternOperation,
  type PatternRecord,
  type RecordId,
  recordOfKind,
} from '#modeling'
import {
  conditionText,
  namesText,
  orderText,
  readCondition,
  readNames,
  readOrder,
  readUpdates,
  updatesText,
} from './attribute-lists.ts'
import { entitiesText, readEntities } from './entity-text.ts'
import { givensText, readGivens, type TypeOf } from './given-text.ts'
import { readCount, readRate } from './number-text.ts'
import { asOperation, entityIdsOf, isComposed, OPERATION_NAMES, readOperationType } from './operation-text.ts'
import type { Reading } from './reading.ts'
import { summaryOf } from './summary.ts'

/** The cells of a pattern that are typed into, in the order of the columns. */
export const CELLS = [
  'name',
  'actor',
  'operation',
  'entities',
  'by',
  'where',
  'order',
  'limit',
  'attributes',
  'consistency',
  'average',
  'peak',
] as const
export type CellName = (typeof CELLS)[number]

/** What a typed cell changes of its pattern, for the command `change-pattern`. */
export type PatternChange = Omit<CommandArguments<'change-pattern'>, 'patternId'>

/** A typed cell: the change it means; what is wrong with it; or entities that the model does not have yet. */
export type CellEntry =
  | { readonly change: PatternChange }
  | { readonly fault: string }
  | { readonly unknown: readonly string[] }

/** The pattern that a row without one starts from. */
export const BLANK_OPERATION: PatternOperation = { type: 'query', entityIds: [], by: [] }

/** Types of attributes as the entities of an operation declare them; the first that has the attribute decides. */
export function typesFor(document: ModelDocument, entityIds: readonly RecordId[]): TypeOf {
  return (name: string): AttributeType | undefined => {
    for (const id of entityIds) {
      const found = recordOfKind(document, 'entity', id)?.attributes.find(attribute => attribute.name === name)
      if (found !== undefined) return found.type
    }
    return undefined
  }
}

/** The text of a cell; undefined where the operation has no such thing. What is read back from it is the same. */
export function cellText(document: ModelDocument, pattern: PatternRecord, cell: CellName): string | undefined {
  const { operation, rate } = pattern
  const typeOf = typesFor(document, entityIdsOf(operation))
  switch (cell) {
    case 'name':
      return pattern.name
    case 'actor':
      return pattern.actor ?? ''
    case 'operation':
      return OPERATION_NAMES[operation.type]
    case 'entities':
      return isComposed(operation) ? summaryOf(document, operation) : entitiesText(document, entityIdsOf(operation))
    case 'by':
      return 'by' in operation ? givensText(operation.by, typeOf) : undefined
    case 'where':
      if (operation.type === 'query' || operation.type === 'scan') return givensText(operation.where ?? [], typeOf)
      return isSingleWrite(operation) ? conditionText(operation.condition) : undefined
    case 'order':
      return operation.type === 'query' ? orderText(operation.order) : undefined
    case 'limit':
      if (operation.type === 'vector-search') return String(operation.top)
      return hasLimit(operation) ? String(operation.limit ?? '') : undefined
    case 'attributes':
      if (operation.type === 'update') return updatesText(operation)
      return hasAttributes(operation) ? namesText(operation.attributes ?? []) : undefined
    case 'consistency':
      return hasConsistency(operation) ? (operation.consistent === true ? 'strong' : 'eventual') : undefined
    case 'average':
      return rate === undefined ? '' : String(rate.average)
    case 'peak':
      return rate?.peak === undefined ? '' : String(rate.peak)
  }
}

/** Whether a cell may be typed into; what a composed operation is made of is edited in its detail. */
export function isTyped(document: ModelDocument, pattern: PatternRecord, cell: CellName): boolean {
  if (cell === 'entities' && isComposed(pattern.operation)) return false
  return cellText(document, pattern, cell) !== undefined
}

/** Reads what was typed into a cell of a pattern. */
export function readCell(document: ModelDocument, pattern: PatternRecord, cell: CellName, typed: string): CellEntry {
  const text = typed.trim()
  const { operation, rate } = pattern
  switch (cell) {
    case 'name':
      return text === '' ? { fault: 'A pattern has a name' } : { change: { name: text } }
    case 'actor':
      return { change: { actor: text === '' ? null : text } }
    case 'operation': {
      const type = text === '' ? BLANK_OPERATION.type : readOperationType(text)
      return type === undefined
        ? { fault: `Write one of ${Object.values(OPERATION_NAMES).join(', ')}` }
        : { change: { operation: asOperation(operation, type) } }
    }
    case 'entities':
      return readEntityCell(document, operation, text)
    case 'average': {
      const average = readRate(text)
      if ('fault' in average) return average
      if (average.value === undefined) return { change: { rate: null } }
      const peak = rate?.peak !== undefined && rate.peak >= average.value ? { peak: rate.peak } : {}
      return { change: { rate: { average: average.value, ...peak } } }
    }
    case 'peak': {
      const peak = readRate(text)
      if ('fault' in peak) return peak
      if (rate === undefined) {
        return peak.value === undefined ? { change: {} } : { change: { rate: { average: peak.value } } }
      }
      if (peak.value !== undefined && peak.value < rate.average) {
        return { fault: `The peak is not below the average of ${rate.average}/s` }
      }
      const { average } = rate
      return { change: { rate: peak.value === undefined ? { average } : { average, peak: peak.value } } }
    }
    default: {
      const read = readOperationCell(operation, cell, text, typesFor(document, entityIdsOf(operation)))
      return 'fault' in read ? read : { change: { operation: read.value } }
    }
  }
}

function readEntityCell(document: ModelDocument, operation: PatternOperation, text: string): CellEntry {
  if (isComposed(operation)) return { fault: 'The parts of this operation are edited in its detail' }
  const read = readEntities(document, text)
  if ('fault' in read) return read
  const { ids, unknown } = read.value
  const takesMany = 'entityIds' in operation
  if (!takesMany && ids.length + unknown.length > 1) {
    return { fault: `A ${OPERATION_NAMES[operation.type]} is about one entity; a query can have several` }
  }
  if (unknown.length > 0) return { unknown }
  return { change: { operation: withEntities(operation, ids) } }
}

/** The operation about these entities. */
export function withEntities(operation: PatternOperation, ids: readonly RecordId[]): PatternOperation {
  if ('entityIds' in operation) return { ...operation, entityIds: ids }
  return 'entityId' in operation ? { ...operation, entityId: ids[0] ?? '' } : operation
}

type OperationCell = Extract<CellName, 'by' | 'where' | 'order' | 'limit' | 'attributes' | 'consistency'>

/** The operation as a typed cell changes it; also for the members of batches and transactions. */
export function readOperationCell(
  operation: PatternOperation,
  cell: OperationCell,
  text: string,
  typeOf: TypeOf,
): Reading<PatternOperation> {
  const none: Reading<PatternOperation> =
    text === '' ? { value: operation } : { fault: `A ${OPERATION_NAMES[operation.type]} has no such thing` }
  switch (cell) {
    case 'by':
      if (!('by' in operation)) return none
      return map(readGivens(text, typeOf), by => ({ ...operation, by }))
    case 'where':
      if (operation.type === 'query' || operation.type === 'scan')
        return map(readGivens(text, typeOf), where => withMember(operation, 'where', where.length > 0 ? where : null))
      if (!isSingleWrite(operation)) return none
      return map(readCondition(text), condition => withMember(operation, 'condition', condition ?? null))
    case 'order':
      if (operation.type !== 'query') return none
      return map(readOrder(text), order => withMember(operation, 'order', order ?? null))
    case 'limit':
      if (operation.type === 'vector-search')
        return map(readCount(text, 'The number of neighbours'), top => ({ ...operation, top: top ?? 10 }))
      if (!hasLimit(operation)) return none
      return map(readCount(text, 'The limit'), limit => withMember(operation, 'limit', limit ?? null))
    case 'attributes':
      if (operation.type === 'update')
        return map(readUpdates(text), updates => {
          const { adds: _adds, removes: _removes, ...rest } = operation
          return { ...rest, ...updates }
        })
      if (!hasAttributes(operation)) return none
      return map(readNames(text === '*' ? '' : text), names =>
        withMember(operation, 'attributes', names.length > 0 ? names : null),
      )
    case 'consistency': {
      if (!hasConsistency(operation)) return none
      if (text === '' || /^(?:event|no$|false$)/i.test(text))
        return { value: withMember(operation, 'consistent', null) }
      return /^(?:strong|consistent$|yes$|true$)/i.test(text)
        ? { value: withMember(operation, 'consistent', true) }
        : { fault: 'Write eventual or strong' }
    }
  }
}

function map<A, B>(reading: Reading<A>, then: (value: A) => B): Reading<B> {
  return 'fault' in reading ? reading : { value: then(reading.value) }
}

/** The operation with one member set, or taken away with null. */
function withMember<O extends PatternOperation, K extends keyof O>(operation: O, name: K, value: O[K] | null): O {
  const { [name]: _before, ...rest } = operation
  return (value === null ? rest : { ...rest, [name]: value }) as unknown as O
}

type OfType<T extends PatternOperation['type']> = Extract<PatternOperation, { type: T }>

function isSingleWrite(operation: PatternOperation): operation is OfType<'put' | 'update' | 'delete'> {
  return operation.type === 'put' || operation.type === 'update' || operation.type === 'delete'
}

function hasLimit(operation: PatternOperation): operation is OfType<'query' | 'scan' | 'partiql'> {
  return operation.type === 'query' || operation.type === 'scan' || operation.type === 'partiql'
}

function hasAttributes(operation: PatternOperation): operation is OfType<'get' | 'query' | 'scan' | 'vector-search'> {
  const { type } = operation
  return type === 'get' || type === 'query' || type === 'scan' || type === 'vector-search'
}

function hasConsistency(operation: PatternOperation): operation is OfType<'get' | 'query' | 'scan' | 'partiql'> {
  return operation.type === 'get' || hasLimit(operation)
}
