/** Whether two pieces of plain data (records, items, Json) have the same members and values; member order aside. */
export function equalJson(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false
    return left.every((element, at) => equalJson(element, right[at]))
  }
  const leftNames = Object.keys(left)
  if (leftNames.length !== Object.keys(right).length) return false
  return leftNames.every(
    name =>
      Object.hasOwn(right, name) &&
      equalJson((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name]),
  )
}
