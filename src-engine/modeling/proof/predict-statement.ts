import {
  type AttributeMap,
  applyUpdate,
  type BoundSelect,
  type BoundStatement,
  compileCondition,
  type Item,
  type KeyDefinition,
  keyBranches,
  type Predicate,
  writeKey,
} from '#dynamo'
import type { ConcreteCondition } from './concrete-request.ts'

/** What a statement reads or writes, in the words of requests that the store can predict. */
export type LoweredStatement =
  | { readonly kind: 'reads'; readonly reads: readonly LoweredRead[]; readonly filter: Predicate | undefined }
  | {
      readonly kind: 'write'
      readonly key: AttributeMap
      readonly after: (before: Item | undefined) => Item | undefined
    }

/** One read: of a single item by its whole key, of a range, or of everything. */
export interface LoweredRead {
  readonly index: string | undefined
  readonly conditions: readonly ConcreteCondition[]
  readonly isGet: boolean
}

/** Lowers a statement by the key of its table or index. */
export function lowerForProof(
  statement: BoundStatement,
  tableKey: KeyDefinition,
  indexKey: KeyDefinition | undefined,
): LoweredStatement {
  switch (statement.kind) {
    case 'select':
      return lowerSelect(statement, indexKey ?? tableKey, indexKey === undefined)
    case 'exists':
      return lowerSelect(statement.select, indexKey ?? tableKey, indexKey === undefined)
    case 'insert':
      return { kind: 'write', key: statement.item, after: () => statement.item }
    case 'update': {
      const { key } = writeKey(statement.where, tableKey)
      return { kind: 'write', key, after: before => applyUpdate(statement.update, before, key).item }
    }
    case 'delete':
      return { kind: 'write', key: writeKey(statement.where, tableKey).key, after: () => undefined }
  }
}

function lowerSelect({ where, index }: BoundSelect, key: KeyDefinition, isTable: boolean): LoweredStatement {
  const branches = keyBranches(where, key)
  if (branches.length === 0) {
    const filter = where && compileCondition(where)
    return { kind: 'reads', reads: [{ index, conditions: [], isGet: false }], filter }
  }
  const reads = branches.map(({ partition, sort }): LoweredRead => {
    const conditions = [partition, ...sort].flatMap(({ attribute, operator, values }) =>
      operator === 'unindexable' ? [] : { attribute, is: operator, values },
    )
    const isWhole = key.sort.length === 0 || sort.some(({ operator }) => operator === '=')
    return { index, conditions, isGet: isTable && isWhole }
  })
  const isFiltered = branches.some(({ filters }) => filters.length > 0)
  return { kind: 'reads', reads, filter: isFiltered && where !== undefined ? compileCondition(where) : undefined }
}
