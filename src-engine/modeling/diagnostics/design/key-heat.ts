import { numberText } from '../../access-patterns/number-text.ts'
import { attributeOfEntity } from '../../access-patterns/typical-size.ts'
import type { ModelDocument } from '../../document/model-document.ts'
import { placementsOf, recordOfKind, tablesOf } from '../../document/queries.ts'
import type { Heat } from '../../planner/heat.ts'
import { attributesIn } from '../../templates/print-template.ts'
import { keyTemplateOf } from '../../templates/stored-item.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'

/** Few values. Source: design rules, K14. */
const FEW_VALUES = 100
/** Units a second on a key from which it is under load: a tenth of what a partition serves. */
const UNDER_LOAD = 0.1

/** Keys that are, or may become, hotter than a partition (rules H1, H6, K14). */
export const keyHeat: DesignRule = ({ document, heat }) => heat.flatMap(one => findingOf(document, one))

function findingOf(document: ModelDocument, heat: Heat): readonly Diagnostic[] {
  const { tableId, indexId, key, readUnits, writeUnits, share } = heat
  const recordId = indexId ?? tableId
  const load = `${numberText(Math.round(writeUnits))} write and ${numberText(Math.round(readUnits))} read units a second`
  if (share > 1) return [diagnostic('hot-key', { recordId, message: `The hottest ${key} takes ${load}` })]
  if (share > 0.5) return [diagnostic('warm-key', { recordId, message: `The hottest ${key} takes ${load}` })]
  if (share <= UNDER_LOAD || distinctOf(document, heat) >= FEW_VALUES) return []
  return [diagnostic('low-cardinality-key', { recordId, message: `${key} has few values and takes ${load}` })]
}

/** Values of the attributes that make a key, the most of any placement that has it. */
function distinctOf(document: ModelDocument, { tableId, indexId }: Heat): number {
  const view =
    indexId === undefined ? recordOfKind(document, 'table', tableId) : recordOfKind(document, 'index', indexId)
  const [hash] = view?.key.partition ?? []
  const counts = placementsOf(document, tableId).flatMap(placement => {
    const entity = recordOfKind(document, 'entity', placement.entityId)
    const template = entity && hash && keyTemplateOf(entity, placement, hash.name)
    if (entity === undefined || template === undefined) return []
    return attributesIn(template).reduce((product, name) => {
      const attribute = attributeOfEntity(entity, name)
      return product * (attribute?.distinct ?? entity.volume?.count ?? FEW_VALUES)
    }, 1)
  })
  return Math.max(0, ...counts)
}

const TIME_NAME = /(At|_at|Date|Time|_date|_time|timestamp)$/

/** A time alone as the partition key (anti-pattern 8). */
export const timePartitions: DesignRule = ({ document }) =>
  tablesOf(document).flatMap(table =>
    placementsOf(document, table.id).flatMap(placement => {
      const entity = recordOfKind(document, 'entity', placement.entityId)
      const [hash] = table.key.partition
      const template = entity && hash && keyTemplateOf(entity, placement, hash.name)
      const names = template === undefined ? [] : attributesIn(template)
      const [only] = names
      if (entity === undefined || names.length !== 1 || only === undefined || !TIME_NAME.test(only)) return []
      const message = `${entity.name} is partitioned by the time "${only}"`
      return [diagnostic('time-partition', { recordId: placement.id, message, attribute: only })]
    }),
  )
