import { ITEM_MAX_BYTES } from '#dynamo'
import { numberText } from '../../access-patterns/number-text.ts'
import { largestItemBytesOf, largestValueSize } from '../../access-patterns/typical-size.ts'
import { entitiesOf, placementsOf, recordOfKind, tablesOf } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'

/** From here on an item is large. Source: design rules, T9. */
const LARGE_BYTES = 100 * 1024

const kilobytes = (bytes: number): string => `${numberText(Math.ceil(bytes / 1024))} KB`

/** Items that outgrow 400 KB, or are costly to write, at the largest sizes that are declared. */
export const itemSizes: DesignRule = ({ document }) =>
  tablesOf(document).flatMap(table =>
    placementsOf(document, table.id).flatMap((placement): readonly Diagnostic[] => {
      const entity = recordOfKind(document, 'entity', placement.entityId)
      const bytes = entity === undefined ? 0 : largestItemBytesOf(document, placement)
      if (entity === undefined || bytes <= LARGE_BYTES) return []
      const code = bytes > ITEM_MAX_BYTES ? 'item-outgrows-limit' : 'large-item'
      return [diagnostic(code, { recordId: entity.id, message: `${entity.name} reaches ${kilobytes(bytes)}` })]
    }),
  )

/** Lists that grow inside an item. */
export const growingLists: DesignRule = ({ document }) =>
  entitiesOf(document).flatMap(entity =>
    entity.attributes.flatMap((attribute, at) => {
      const isList = ['L', 'M', 'SS', 'NS', 'BS'].includes(attribute.type)
      const bytes = largestValueSize(attribute)
      if (!isList || bytes <= LARGE_BYTES) return []
      const message = `"${attribute.name}" of ${entity.name} grows to ${kilobytes(bytes)}`
      const about = { recordId: entity.id, message, attribute: attribute.name, path: `attributes[${at}]` }
      return [diagnostic('unbounded-list', about)]
    }),
  )
