import type { KeyDefinition, KeyPart } from '#dynamo'

/** The key with the types that these parts give to attributes of the same name; the same key if nothing changes. */
export function withPartTypes(key: KeyDefinition, parts: readonly KeyPart[]): KeyDefinition {
  const typed = (list: readonly KeyPart[]): readonly KeyPart[] =>
    list.map(part => ({ ...part, type: parts.find(other => other.name === part.name)?.type ?? part.type }))
  return { ...key, partition: typed(key.partition), sort: typed(key.sort) }
}
