import type { PatternOperation, RecordId } from '../document/model-document.ts'

/** The entities that an operation names, each once. Steps name other patterns, a statement names tables. */
export function entitiesOfOperation(operation: PatternOperation): readonly RecordId[] {
  switch (operation.type) {
    case 'query':
    case 'scan':
      return operation.entityIds
    case 'get':
    case 'put':
    case 'update':
    case 'delete':
    case 'vector-search':
      return [operation.entityId]
    case 'batch-get':
    case 'transact-get':
      return [...new Set(operation.reads.map(read => read.operation.entityId))]
    case 'batch-write':
    case 'transact-write':
      return [...new Set(operation.writes.map(write => write.operation.entityId))]
    case 'steps':
    case 'partiql':
      return []
  }
}
