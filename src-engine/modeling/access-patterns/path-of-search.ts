import type { ModelDocument, PatternRecord, VectorSearchOperation } from '../document/model-document.ts'
import { placementsOfEntity, tablesOf, vectorIndexesOf } from '../document/queries.ts'
import type { AccessPath, CallTarget } from './access-path.ts'
import { NOTHING } from './read-units.ts'

/** The path of a vector search: the first index that holds the attribute and narrows by what is given. */
export function pathOfSearch(
  document: ModelDocument,
  pattern: PatternRecord,
  operation: VectorSearchOperation,
): AccessPath | undefined {
  const placements = placementsOfEntity(document, operation.entityId)
  const given = new Set(operation.by.map(({ attribute }) => attribute))
  for (const table of tablesOf(document)) {
    const placement = placements.find(({ tableId }) => tableId === table.id)
    const index = vectorIndexesOf(document, table.id).find(
      ({ attribute, partition, filters }) =>
        attribute === operation.attribute &&
        (partition === undefined || given.has(partition)) &&
        [...given].every(name => name === partition || filters.includes(name)),
    )
    if (placement === undefined || index === undefined) continue
    const target: CallTarget = {
      action: 'search',
      tableId: table.id,
      indexId: index.id,
      placementIds: [placement.id],
      key: [],
      filter: operation.by,
      direction: 'ascending',
      limit: operation.top,
      ...(operation.attributes === undefined ? {} : { attributes: operation.attributes }),
      times: 1,
    }
    return {
      patternId: pattern.id,
      verdict: 'exact',
      calls: [{ call: 'SearchVectors', targets: [target], times: 1, consistent: false }],
      reasons: [{ text: `${index.name} finds the nearest; it is billed by bytes, not by read units`, rule: 'I14' }],
      units: { read: NOTHING, write: NOTHING, byTarget: [] },
    }
  }
  return undefined
}
