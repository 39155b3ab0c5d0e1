import { keyParts } from '#dynamo'
import type {
  Diagnostic,
  FacetRecord,
  IndexRecord,
  ItemRecord,
  ModelDocument,
  RecordId,
  TableRecord,
} from '#modeling'
import { type ItemColumn, itemColumns } from '../items/item-columns.ts'

/**
 * The columns of a facet: the key of the table, or of the index that it looks through, under the names that the facet gives it, then the facet's attributes in their
 * order. An attribute that only some items have and the facet does not name is left out: the table shows it.
 */
export function facetColumns(input: {
  readonly document: ModelDocument
  readonly table: TableRecord
  readonly facet: FacetRecord
  /** The index through which the facet looks; undefined for the table. */
  readonly index: IndexRecord | undefined
  readonly items: readonly ItemRecord[]
  readonly problems: ReadonlyMap<RecordId, readonly Diagnostic[]>
}): readonly ItemColumn[] {
  const { facet, table, index } = input
  const { key } = index ?? table
  const all = itemColumns({ ...input, onlyUsed: false, also: facet.attributes })
  const byName = new Map(all.map(column => [column.attribute, column]))
  const aliases = new Map([
    [key.partition[0]?.name, facet.partitionKeyAlias],
    [key.sort[0]?.name, facet.sortKeyAlias],
  ])
  const names = new Set([...keyParts(key).map(part => part.name), ...facet.attributes])
  return [...names].flatMap(name => {
    const column = byName.get(name)
    const alias = aliases.get(name)
    if (!column) return []
    return [
      alias === undefined || alias === name ? column : { ...column, title: alias, hint: `${name}, called ${alias}` },
    ]
  })
}
