import type { IndexRecord, ModelDocument, TableRecord } from '../../document/model-document.ts'
import { facetsOf, indexesOf } from '../../document/queries.ts'
import type { ExchangeNote } from '../exchange-note.ts'

/** The settings that the Workbench format has no place for, in words. */
const SETTINGS = [
  ['tableClass', 'table class'],
  ['stream', 'stream'],
  ['timeToLive', 'time to live'],
  ['deletionProtection', 'deletion protection'],
  ['pointInTimeRecovery', 'point-in-time recovery'],
  ['encryption', 'encryption'],
  ['tags', 'tags'],
] as const satisfies readonly (readonly [keyof TableRecord, string])[]

/** Reports what of a table cannot be written to a NoSQL Workbench file. */
export function noteInexpressible(document: ModelDocument, table: TableRecord, notes: ExchangeNote[]): void {
  const lost = SETTINGS.filter(([member]) => table[member] !== undefined).map(([, words]) => words)
  if (lost.length > 0) {
    const message = `${table.name}: the format has no place for ${lost.join(', ')}`
    notes.push({ severity: 'warning', message, recordId: table.id })
  }
  for (const { id, name, indexId } of facetsOf(document, table.id)) {
    const index = indexesOf(document, table.id).find(each => each.id === indexId)
    if (index === undefined) continue
    const message = `${name} is written as a facet of ${table.name}: the format has none that look through an index such as ${index.name}`
    notes.push({ severity: 'warning', message, recordId: id })
  }
  for (const index of indexesOf(document, table.id)) {
    const reason = indexReason(index)
    if (reason === undefined) continue
    const message = `${index.name} of ${table.name} left out: the format has no ${reason}`
    notes.push({ severity: 'warning', message, recordId: index.id })
  }
}

function indexReason({ indexKind, key }: IndexRecord): string | undefined {
  if (indexKind === 'LSI') return 'local secondary indexes'
  if (key.partition.length > 1 || key.sort.length > 1) return 'keys of several attributes'
  return key.partition.length === 0 ? 'indexes without a partition key' : undefined
}
