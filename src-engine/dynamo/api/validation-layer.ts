import type { OperationName } from './operation-names.ts'

/**
 * Two generations of request validation answer side by side since 2026, each with texts of its own. Which one answers
 * depends on the operation (and on the Region; Facet follows the large ones). Source: captures of October 2026.
 */
export type ValidationLayer = 'current' | 'older'

/**
 * Which Regions an engine follows: `current` those where the newer layer has arrived (it answers some operations, the
 * older one the others), `older` those where the older layer answers everything.
 */
export type ErrorWording = 'current' | 'older'

const CURRENT: ReadonlySet<OperationName> = new Set<OperationName>([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'GetItem',
  'BatchGetItem',
  'Query',
  'SearchVectors',
])

/** The layer that answers an operation. SearchVectors is younger than the older one, which never knew it. */
export function validationLayerOf(operation: OperationName, wording: ErrorWording): ValidationLayer {
  if (operation === 'SearchVectors') return 'current'
  return wording === 'current' && CURRENT.has(operation) ? 'current' : 'older'
}

const DATA_PLANE: ReadonlySet<OperationName> = new Set<OperationName>([
  ...CURRENT,
  'BatchExecuteStatement',
  'BatchWriteItem',
  'ExecuteStatement',
  'ExecuteTransaction',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
])

/**
 * True when the operation reads or writes items of named tables. These take table names from one character on (a
 * shorter name than a table can have is simply not found); the control plane asks for three.
 */
export function isDataPlane(operation: OperationName): boolean {
  return DATA_PLANE.has(operation)
}
