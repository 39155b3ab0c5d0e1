import type { EntityRecord, ModelDocument } from '../document/model-document.ts'
import { modelInfoOf } from '../document/queries.ts'
import type { Layout } from './layout.ts'

/** `order line` → `OrderLine`. */
export const pascal = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .filter(word => word !== '')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** `ByCustomerIdSortedPlacedAt`: an index of one entity says what it finds by. */
export function indexName({ partition, sort, all, bucket }: Layout): string {
  const cut = bucket === undefined ? [] : [bucket.unit]
  const by = [...(all === undefined ? [] : ['all']), ...partition, ...cut].map(pascal).join('And')
  return `By${by}${sort.length === 0 ? '' : `Sorted${pascal(sort[0] ?? '')}`}`.slice(0, 255)
}

/** `Order line` → `OrderLines`. */
export function pluralOf(name: string): string {
  const word = pascal(name) || 'Items'
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`
  return /(s|x|ch|sh)$/i.test(word) ? `${word}es` : `${word}s`
}

/** A table of one entity is named by it, the only one of several by the model, one of many by whom it is about. */
export function tableName(
  document: ModelDocument,
  [first, ...others]: readonly EntityRecord[],
  isOnly: boolean,
): string {
  const name = others.length > 0 && isOnly ? pascal(modelInfoOf(document).name) : pluralOf(first?.name ?? '')
  return name.length >= 3 ? name : `${name}Table`
}
