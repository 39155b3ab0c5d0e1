/** Whether two lists are of the very same records in the same order: what follows from one follows from the other. */
export function sameRecords(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left === right || (left.length === right.length && left.every((record, at) => record === right[at]))
}
