import { countOf, matchesOf } from '../access-patterns/cardinality.ts'
import { inflowOf } from '../access-patterns/lifetime.ts'
import { valueSize } from '../access-patterns/typical-size.ts'
import type { EntityRecord, ModelDocument } from '../document/model-document.ts'
import { relationsOf } from '../document/queries.ts'
import type { Layout } from './layout.ts'

/** What one partition holds, and a collection with a local index at most. Source: limits, item collections. */
export const PARTITION_BYTES = 10e9
/** Months ahead for which growth is counted. */
const HORIZON = 36

/** The items of one entity under one value of a partition key. */
export interface Collection {
  /** Items of the largest: as many as there may be, or as there will be in three years. */
  readonly items: number
  readonly bytes: number
  /** Bytes by which it grows in a month; 0 where the number of items is bounded or stays as it is. */
  readonly growth: number
  /** Bytes that come in a month, whether old ones go or not; 0 when nobody says. */
  readonly inflow: number
}

/** The collection that a layout makes, by what is said of volumes and relations. */
export function collectionOf(document: ModelDocument, entity: EntityRecord, { partition, all }: Layout): Collection {
  const equal = partition.map(attribute => ({ attribute }))
  const typical = all === undefined ? matchesOf(document, entity, equal) : countOf(entity)
  const most = mostOf(document, entity, partition)
  const size = entityBytes(entity)
  const share = typical / Math.max(1, countOf(entity))
  const inflow = (inflowOf(document, entity) ?? 0) * share
  if (most !== undefined) return { items: most, bytes: most * size, growth: 0, inflow: inflow * size }
  const growth = entity.volume === undefined ? inflow : (entity.volume.growth ?? 0) * share
  const items = typical + growth * HORIZON
  return { items, bytes: items * size, growth: growth * size, inflow: inflow * size }
}

/** Children of one parent at most, where the partition is that parent. */
function mostOf(document: ModelDocument, { id }: EntityRecord, partition: readonly string[]): number | undefined {
  const found = relationsOf(document).flatMap(({ childId, via, most }) => {
    const isIt = childId === id && via.length > 0 && via.every(({ child }) => partition.includes(child))
    return isIt && most !== undefined ? most : []
  })
  return found.length === 0 ? undefined : Math.min(...found)
}

/** Bytes of a typical item, before it has keys. */
function entityBytes({ attributes }: EntityRecord): number {
  return attributes.reduce((sum, attribute) => {
    const share = attribute.optional === true ? (attribute.presence ?? 0.5) : 1
    return sum + share * (attribute.name.length + valueSize(attribute))
  }, 0)
}
