/**
 * Whether lists and maps lie more than so many deep in one another in any of these attribute values. Takes any JSON:
 * what has not been checked yet has no levels.
 *
 * @param map attribute name → value, as it came
 */
export function nestsDeeperThan(map: unknown, levels: number): boolean {
  if (typeof map !== 'object' || map === null) return false
  for (const value of Object.values(map)) if (valueNestsDeeperThan(value, levels)) return true
  return false
}

function valueNestsDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { M: map, L: list } = value as { readonly M?: unknown; readonly L?: unknown }
  if (map === undefined && list === undefined) return false
  return levels === 0 || nestsDeeperThan(map, levels - 1) || nestsDeeperThan(list, levels - 1)
}
