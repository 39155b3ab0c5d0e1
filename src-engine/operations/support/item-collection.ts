import { type AttributeMap, attributeOf } from '#dynamo'
import type { TableState } from '../../tables/table-state.ts'

/**
 * ItemCollectionMetrics of a write: only for tables with local secondary indexes, and only when asked for. A local
 * collection is far from the 10 GB limit, so the estimate is always the smallest range the service gives.
 */
export function itemCollectionMetrics(
  table: TableState,
  item: AttributeMap,
  asked: 'SIZE' | 'NONE' | undefined,
): object | undefined {
  if (asked !== 'SIZE' || !table.indexes.some(index => index.definition.kind === 'LSI')) return undefined
  const part = table.facts.definition.key.partition[0]
  if (part === undefined) return undefined
  return {
    ItemCollectionKey: { [part.name]: attributeOf(item, part.name) },
    SizeEstimateRangeGB: [0, 1],
  }
}
