/**
 * The record with settings laid over it: a value replaces the member, null takes it away, absent leaves it. Only the
 * named members are looked at, so arguments cannot bring in anything else.
 */
export function withSettings<R extends object, K extends keyof R>(
  record: R,
  settings: { readonly [name in K]?: R[name] | null | undefined },
  names: readonly K[],
): R {
  const changed = { ...record }
  for (const name of names) {
    const value = settings[name]
    if (value === undefined) continue
    if (value === null) delete changed[name]
    else changed[name] = value
  }
  return changed
}
