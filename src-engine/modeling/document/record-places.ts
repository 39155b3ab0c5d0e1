import { memberOf } from '../json/json-node.ts'
import { readJson } from '../json/read-json.ts'
import { placeOf, type TextPlace } from '../json/text-place.ts'
import type { RecordId } from './model-document.ts'

/** Where each record of a model file begins, by its id; the model itself stands at the beginning. Empty for other texts. */
export function recordPlaces(text: string): ReadonlyMap<RecordId, TextPlace> {
  const places = new Map<RecordId, TextPlace>()
  const read = readJson(text)
  const records = 'node' in read && read.node.kind === 'object' ? memberOf(read.node, 'records') : undefined
  if (!('node' in read) || records?.kind !== 'array') return places
  places.set('model', placeOf(text, read.node.start))
  let from = 0
  let { line, column } = placeOf(text, 0)
  for (const element of records.elements) {
    // From the last one on: counted from the beginning each time, a large file would be read over and over.
    const step = placeOf(text.slice(from, element.start), element.start - from)
    column = step.line === 1 ? column + step.column - 1 : step.column
    line += step.line - 1
    from = element.start
    const id = element.kind === 'object' ? memberOf(element, 'id') : undefined
    if (id?.kind === 'string') places.set(id.value, { line, column })
  }
  return places
}
