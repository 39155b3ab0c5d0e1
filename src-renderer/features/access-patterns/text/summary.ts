import { type ModelDocument, type PatternOperation, type RecordId, recordOfKind } from '#modeling'

/** A composed operation in a line: `put Order, put Order line × 3` or `Customer by id → Orders × 2`. */
export function summaryOf(document: ModelDocument, operation: PatternOperation): string {
  const entity = (id: RecordId) => recordOfKind(document, 'entity', id)?.name ?? '?'
  const repeated = (times: number | undefined) => (times === undefined || times === 1 ? '' : ` × ${times}`)
  switch (operation.type) {
    case 'batch-get':
    case 'transact-get':
      return operation.reads
        .map(({ operation: read, times }) => `${entity(read.entityId)}${repeated(times)}`)
        .join(', ')
    case 'batch-write':
    case 'transact-write':
      return operation.writes
        .map(({ operation: write, times }) => `${write.type} ${entity(write.entityId)}${repeated(times)}`)
        .join(', ')
    case 'steps':
      return operation.steps
        .map(({ patternId, times }) => {
          const name = recordOfKind(document, 'pattern', patternId)?.name ?? 'a pattern that is gone'
          return `${name}${repeated(times)}`
        })
        .join(' → ')
    case 'partiql':
      return operation.statement
    default:
      return ''
  }
}
