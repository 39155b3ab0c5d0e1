import {
  type BoundUpdate,
  type DocumentPath,
  keyParts,
  type TableDefinition,
  updateOperandPaths,
  updateTargets,
  validationError,
} from '#dynamo'

/**
 * Key attributes are not updated, and neither they nor index keys are looked into as if they were documents.
 * Source: fact file validation-and-errors, section 5.
 */
export function checkUpdateTargets(table: TableDefinition, update: BoundUpdate): void {
  const tableKeys = keyParts(table.key)
  for (const path of updateTargets(update)) {
    const part = tableKeys.find(key => key.name === path[0])
    if (part === undefined) continue
    if (path.length > 1) throw scalarsOnly('Key', part.name)
    throw validationError(
      `One or more parameter values were invalid: Cannot update attribute ${part.name}. This attribute is part of the key`,
    )
  }
  for (const path of [...updateTargets(update), ...updateOperandPaths(update)]) checkScalarPath(table, path)
}

/** A path into a key attribute can never be: keys are scalars. */
export function checkScalarPath(table: TableDefinition, path: DocumentPath): void {
  if (path.length === 1) return
  const name = path[0]
  if (keyParts(table.key).some(key => key.name === name)) throw scalarsOnly('Key', name)
  for (const index of table.indexes) {
    if (keyParts(index.key).some(key => key.name === name)) throw scalarsOnly('IndexKey', name)
  }
}

function scalarsOnly(role: 'Key' | 'IndexKey', name: string): Error {
  return validationError(
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${role}: ${name}`,
  )
}
