import { withOlderWording } from '#dynamo'

/**
 * Runs the checks of an operation that the validation layer of before 2026 still answers: Scan, BatchWriteItem and the transactions.
 * Source: observations of the service, October 2026.
 */
export function olderWorded<T>(checks: () => T): T {
  try {
    return checks()
  } catch (error) {
    throw withOlderWording(error)
  }
}
