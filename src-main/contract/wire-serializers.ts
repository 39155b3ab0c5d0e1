/**
 * Attribute names are free text, so an item may have one called `__proto__`. The RPC library rebuilds objects with
 * plain assignment, which would lose it on the way; these maps travel as a list of members instead.
 * Both ends must be given the same list: `RPCHandler` in the host, `RPCLink` in the window.
 */
export const wireSerializers = [
  {
    type: 100,
    condition: (data: unknown): boolean => isPlainObject(data) && Object.hasOwn(data, '__proto__'),
    serialize: (data: object): unknown => Object.entries(data),
    deserialize: (members: unknown): unknown => objectOf(members as readonly (readonly [string, unknown])[]),
  },
]

function isPlainObject(data: unknown): data is object {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false
  const prototype: unknown = Object.getPrototypeOf(data)
  return prototype === Object.prototype || prototype === null
}

function objectOf(members: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const [name, value] of members) {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  }
  return object
}
