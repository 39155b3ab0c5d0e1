import { itemsOfTable } from '../../document/queries.ts'
import { diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** A hint for tables without sample items. */
export const noSampleItems: Rule<'table'> = (table, document) =>
  itemsOfTable(document, table.id).length > 0
    ? []
    : [diagnostic('no-sample-items', { recordId: table.id, message: `${table.name} has no sample items` })]
