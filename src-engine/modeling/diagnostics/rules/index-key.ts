import { GSI_PARTITION_MAX_PARTS, GSI_SORT_MAX_PARTS } from '#dynamo'
import type { IndexRecord, TableRecord } from '../../document/model-document.ts'
import { recordOfKind } from '../../document/queries.ts'
import { diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** The key of an index has the parts that its kind allows. */
export const indexKey: Rule<'index'> = (index, document) => {
  const table = recordOfKind(document, 'table', index.tableId)
  const fault = index.indexKind === 'GSI' ? globalKeyFault(index) : localKeyFault(index, table)
  if (fault === undefined) return []
  return [diagnostic('invalid-index-key', { recordId: index.id, message: `${index.name} ${fault}`, path: 'key' })]
}

function globalKeyFault({ key }: IndexRecord): string | undefined {
  if (key.partition.length === 0) return 'has no partition key'
  if (key.partition.length > GSI_PARTITION_MAX_PARTS) return `has ${key.partition.length} partition key attributes`
  return key.sort.length > GSI_SORT_MAX_PARTS ? `has ${key.sort.length} sort key attributes` : undefined
}

function localKeyFault({ key }: IndexRecord, table: TableRecord | undefined): string | undefined {
  if (table === undefined) return undefined
  if (table.key.sort.length === 0) return `is a local index, but ${table.name} has no sort key`
  const own = table.key.partition[0]?.name
  if (key.partition.length !== 1 || key.partition[0]?.name !== own)
    return `does not have the partition key "${own}" of its table`
  return key.sort.length === 1 ? undefined : `has ${key.sort.length} sort key attributes, a local index has one`
}
