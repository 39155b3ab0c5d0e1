import {
  type BoundUpdate,
  checkKeyPaths,
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
    checkKeyPaths(table, [path])
    throw validationError(
      `One or more parameter values were invalid: Cannot update attribute ${part.name}. This attribute is part of the key`,
    )
  }
  checkKeyPaths(table, [...updateTargets(update), ...updateOperandPaths(update)])
}
