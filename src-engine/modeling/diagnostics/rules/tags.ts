import { TAG_KEY_MAX_CHARACTERS, TAG_VALUE_MAX_CHARACTERS, TAGS_PER_RESOURCE } from '#dynamo'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** Tags are within AWS's limits; the prefix `aws:` is AWS's own. */
export const tags: Rule<'table'> = table => {
  const found: Diagnostic[] = []
  const entries = Object.entries(table.tags ?? {})
  if (entries.length > TAGS_PER_RESOURCE) {
    const message = `${table.name} has ${entries.length} tags`
    found.push(diagnostic('invalid-tag', { recordId: table.id, message, path: 'tags' }))
  }
  for (const [key, value] of entries) {
    const fault = tagFault(key, value)
    if (fault === undefined) continue
    const message = `A tag of ${table.name} ${fault}`
    found.push(diagnostic('invalid-tag', { recordId: table.id, message, path: `tags[${JSON.stringify(key)}]` }))
  }
  return found
}

function tagFault(key: string, value: string): string | undefined {
  if (key === '') return 'has no key'
  if (key.length > TAG_KEY_MAX_CHARACTERS) return `has a key of ${key.length} characters`
  if (key.toLowerCase().startsWith('aws:')) return `has the key "${key}"`
  return value.length > TAG_VALUE_MAX_CHARACTERS ? `has a value of ${value.length} characters` : undefined
}
