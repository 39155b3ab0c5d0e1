/**
 * A deep copy of plain data. Objects lose their prototype, so every member name is just a name. Unlike structuredClone
 * it takes the proxies that a window's store hands out.
 */
export function copyJson<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyJson) as T
  const copy = Object.create(null) as Record<string, unknown>
  for (const [name, member] of Object.entries(value)) copy[name] = copyJson(member)
  return copy as T
}
