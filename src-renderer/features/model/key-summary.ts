import type { KeyDefinition, KeyPart } from '#dynamo'

/** A key on one line: `PK, SK`; several parts of one side with a plus: `tenant + state, at`. */
export function keySummary(key: KeyDefinition): string {
  const side = (parts: readonly KeyPart[]) => parts.map(part => part.name || '(no name)').join(' + ')
  return key.sort.length === 0 ? side(key.partition) : `${side(key.partition)}, ${side(key.sort)}`
}
