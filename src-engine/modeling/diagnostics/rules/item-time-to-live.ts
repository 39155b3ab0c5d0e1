import { attributeOf } from '#dynamo'
import { recordOfKind } from '../../document/queries.ts'
import { diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** The year 5138 in seconds, 1973 in milliseconds: no time that is meant has more. */
const MOST_SECONDS = 100_000_000_000

/** The time-to-live attribute of a sample item holds seconds (anti-pattern 10). */
export const itemTimeToLive: Rule<'item'> = (record, document) => {
  const name = recordOfKind(document, 'table', record.tableId)?.timeToLive
  const value = name === undefined ? undefined : attributeOf(record.item, name)
  if (name === undefined || value === undefined) return []
  const isNumber = 'N' in value
  if (isNumber && Number(value.N) <= MOST_SECONDS) return []
  const message = isNumber
    ? `"${name}" is ${value.N}, which looks like milliseconds`
    : `"${name}" is no number: the item never expires`
  return [diagnostic('time-to-live-value', { recordId: record.id, message, attribute: name })]
}
