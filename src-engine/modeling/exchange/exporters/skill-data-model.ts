import { planOf } from '../../access-patterns/plan.ts'
import type { ModelDocument, TableRecord } from '../../document/model-document.ts'
import { entitiesOf, itemsOfTable, patternsOf, placementsOf, tablesOf } from '../../document/queries.ts'
import { printIndented } from '../../json/print-json.ts'
import { assembleSkill, mainPlacements } from '../agent-model/write-skill.ts'
import { designNotes } from '../design-notes.ts'
import type { ExchangeNote, ExportResult } from '../exchange-note.ts'
import { leftOutNotes, vectorIndexNotes } from '../left-out-notes.ts'

/** The settings that the dialect has no place for, in words. */
const SETTINGS = [
  ['stream', 'stream'],
  ['timeToLive', 'time to live'],
  ['deletionProtection', 'deletion protection'],
  ['pointInTimeRecovery', 'point-in-time recovery'],
  ['encryption', 'encryption'],
  ['tags', 'tags'],
] as const satisfies readonly (readonly [keyof TableRecord, string])[]

/**
 * The model as the DynamoDB skill's `dynamodb_data_model.json`, for its cost calculator. An imported and unedited model
 * gives the JSON it was read from; the notes list what the dialect has no place for.
 */
export function exportSkillModel(document: ModelDocument): ExportResult {
  const notes: ExchangeNote[] = [
    ...designNotes(document),
    ...leftOutNotes(document, ['relations', 'facets']),
    ...vectorIndexNotes(document, 'the format'),
  ]
  for (const table of tablesOf(document)) noteTable(document, table, notes)
  for (const { id, name } of entitiesOf(document)) {
    if (tablesOf(document).some(table => mainPlacements(document, table.id).some(({ entityId }) => entityId === id)))
      continue
    notes.push({ severity: 'warning', message: `${name} left out: it lies in no table`, recordId: id })
  }
  notePatterns(document, notes)
  return { files: [{ name: 'dynamodb_data_model.json', text: `${printIndented(assembleSkill(document))}\n` }], notes }
}

function noteTable(document: ModelDocument, table: TableRecord, notes: ExchangeNote[]): void {
  const lost: string[] = SETTINGS.filter(([member]) => table[member] !== undefined).map(([, words]) => words)
  if (table.billing?.mode === 'PROVISIONED') lost.push('provisioned capacity')
  if (placementsOf(document, table.id).some(({ templates }) => Object.keys(templates).length > 0))
    lost.push('key templates')
  const items = itemsOfTable(document, table.id).length
  if (items > 0) lost.push(`${items} sample ${items === 1 ? 'item' : 'items'}`)
  if (lost.length === 0) return
  const message = `${table.name}: the format has no place for ${lost.join(', ')}`
  notes.push({ severity: 'warning', message, recordId: table.id })
}

function notePatterns(document: ModelDocument, notes: ExchangeNote[]): void {
  const plan = planOf(document)
  for (const { id, name, operation, rate } of patternsOf(document)) {
    const calls = plan.get(id)?.calls ?? []
    const note = (message: string): void => {
      notes.push({ severity: 'warning', message: `${name}: ${message}`, recordId: id })
    }
    if (rate === undefined) note('there is no rate; the calculator counts it as never called')
    if (operation.type === 'partiql' || operation.type === 'vector-search') {
      note('the format has no operation of this kind; only a description is written')
    } else if (calls.length === 0) note('it is not served; only a description is written')
    else if (calls.length > 1)
      note(`the format has one request for a pattern; the last of ${calls.length} is written`)
  }
}
