import { KEY_ATTRIBUTE_NAME_MAX_BYTES, utf8Length } from '#dynamo'
import { attributesOf } from '../../document/table-attributes.ts'
import { diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** The time-to-live attribute has a legal name and holds seconds. */
export const timeToLive: Rule<'table'> = (table, document) => {
  const name = table.timeToLive
  if (name === undefined) return []
  const about = { recordId: table.id, attribute: name, path: 'timeToLive' }
  if (name === '' || utf8Length(name) > KEY_ATTRIBUTE_NAME_MAX_BYTES) {
    const message = `The time-to-live attribute of ${table.name} has ${name === '' ? 'no name' : 'a name of more than 255 bytes'}`
    return [diagnostic('invalid-time-to-live', { ...about, message })]
  }
  const type = attributesOf(document, table.id).get(name)?.type
  if (type === undefined || type === 'N') return []
  return [
    diagnostic('time-to-live-type', {
      ...about,
      message: `The time-to-live attribute "${name}" is declared as ${type}`,
    }),
  ]
}
