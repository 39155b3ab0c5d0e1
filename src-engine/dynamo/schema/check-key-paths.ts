import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import type { DocumentPath } from '../values/document-path.ts'
import { keyParts, type TableDefinition } from './table-definition.ts'

/**
 * Refuses paths that look into a key attribute as if it were a document: keys are scalars. Holds for the paths of every
 * expression, in operands too; of several the first key attribute counts, the table's own before its indexes'.
 *
 * @throws DynamoError bare in every operation
 */
export function checkKeyPaths(table: TableDefinition, paths: readonly DocumentPath[]): void {
  const nested = paths.filter(path => path.length > 1)
  if (nested.length === 0) return
  const isNested = (part: { readonly name: string }): boolean => nested.some(path => path[0] === part.name)
  const own = keyParts(table.key).find(isNested)
  if (own !== undefined) throw scalarsOnly('Key', own.name)
  for (const index of table.indexes) {
    const part = keyParts(index.key).find(isNested)
    if (part !== undefined) throw scalarsOnly('IndexKey', part.name)
  }
}

function scalarsOnly(role: 'Key' | 'IndexKey', name: string): DynamoError {
  return validationError(
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${role}: ${name}`,
  )
}
