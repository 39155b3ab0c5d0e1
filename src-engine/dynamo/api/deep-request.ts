import { nestsDeeperThan } from '../values/nesting.ts'
import type { OperationName } from './operation-names.ts'

/**
 * Lists and maps within one another that the current validation layer still reads. A write with more is answered by the
 * older layer, whatever is wrong with it. Source: observed, October 2026 (62 levels and 63).
 */
export const CURRENT_LAYER_MAX_LEVELS = 62

const READS_DEEP_REQUESTS_OLDER: ReadonlySet<OperationName> = new Set<OperationName>([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
])

/** Whether the current layer leaves a request to the older one because its values are nested too deeply. */
export function isTooDeepForCurrentLayer(operation: OperationName, request: unknown): boolean {
  if (!READS_DEEP_REQUESTS_OLDER.has(operation) || typeof request !== 'object' || request === null) return false
  const { Item, Key, ExpressionAttributeValues, Expected, AttributeUpdates } = request as Readonly<
    Record<string, unknown>
  >
  return [Item, Key, ExpressionAttributeValues, ...membersOf(Expected), ...membersOf(AttributeUpdates)].some(values =>
    nestsDeeperThan(values, CURRENT_LAYER_MAX_LEVELS),
  )
}

/** The conditions or updates of a legacy parameter as maps of their values. */
function membersOf(parameter: unknown): unknown[] {
  if (typeof parameter !== 'object' || parameter === null) return []
  return Object.values(parameter).flatMap((member: unknown) => {
    const { AttributeValueList } = (member ?? {}) as { readonly AttributeValueList?: unknown }
    return [member, AttributeValueList]
  })
}
