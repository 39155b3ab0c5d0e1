import type { Reason } from '../access-patterns/access-path.ts'
import type { EntityRecord, ModelDocument } from '../document/model-document.ts'
import { collectionOf } from './collection-size.ts'
import type { EntityKeys } from './design-choice.ts'
import { staysSmall } from './index-options.ts'
import { sharesPartition } from './index-slots.ts'
import type { Layout, Requirement } from './layout.ts'
import { sizeText } from './size-text.ts'

/** Why an order within the partitions of the table is a local index (rule I1). */
export function reasonsForLocal(
  document: ModelDocument,
  entity: EntityRecord,
  { main, local }: EntityKeys,
  asked: readonly Requirement[],
): readonly Reason[] {
  const { items, bytes } = collectionOf(document, entity, main)
  const room = `${Math.round(items).toLocaleString('en-US')} items of ${sizeText(bytes)} under one ${main.partition.join(', ')} stay below 10 GB`
  return local.flatMap(sort => {
    const [first] = sort ?? []
    if (sort === undefined || first === undefined) return []
    const isConsistent = asked.some(
      ({ consistent, order, range, equal }) => consistent && [order, range, ...equal].includes(first),
    )
    const text = isConsistent
      ? `A local index orders ${entity.name} by ${sort.join(', ')}: it is read consistently, which no global one is, and ${room}`
      : `A local index orders ${entity.name} by ${sort.join(', ')}: a global one would repeat the partition key in every item for more than it is worth, and ${room}`
    return [{ text, rule: 'I1' }]
  })
}

/** Why an order within the partitions of the table is a global index all the same (rule I1). */
export function whyGlobal(
  document: ModelDocument,
  entity: EntityRecord,
  { main }: EntityKeys,
  layout: Layout,
): readonly Reason[] {
  if (main.partition.length === 0 || !sharesPartition(main, layout)) return []
  const why = staysSmall(document, [{ entity, layout: main }])
    ? 'no read of it has to be consistent, and it can be dropped again'
    : `a local one would bind a collection to 10 GB, its entries included, that comes to ${sizeText(2 * collectionOf(document, entity, main).bytes)}`
  const text = `Another order of ${entity.name} under ${main.partition.join(', ')} is a global index and not a local one: ${why}`
  return [{ text, rule: 'I1' }]
}
