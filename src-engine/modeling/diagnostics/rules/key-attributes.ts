import { KEY_ATTRIBUTE_NAME_MAX_BYTES, type KeyDefinition, utf8Length } from '#dynamo'
import type { IndexRecord, TableRecord } from '../../document/model-document.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'

/** The attributes of a table's or index's key have names that a key may have, each once. */
export function keyAttributes(record: TableRecord | IndexRecord): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const seen = new Set<string>()
  const check = (list: keyof KeyDefinition): void => {
    record.key[list].forEach(({ name }, at) => {
      const fault =
        nameFault(name) ?? (seen.has(name) ? `"${name}" stands in the key of ${record.name} twice` : undefined)
      seen.add(name)
      if (fault === undefined) return
      const path = `key.${list}[${at}].name`
      found.push(diagnostic('invalid-key-attribute', { recordId: record.id, message: fault, attribute: name, path }))
    })
  }
  check('partition')
  check('sort')
  return found
}

function nameFault(name: string): string | undefined {
  if (name === '') return 'A key attribute has no name'
  return utf8Length(name) > KEY_ATTRIBUTE_NAME_MAX_BYTES
    ? `The name of a key attribute has more than ${KEY_ATTRIBUTE_NAME_MAX_BYTES} bytes`
    : undefined
}
