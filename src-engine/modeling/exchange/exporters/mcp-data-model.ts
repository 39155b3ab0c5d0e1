import { planOf } from '../../access-patterns/plan.ts'
import type { ModelDocument } from '../../document/model-document.ts'
import { patternsOf, tablesOf } from '../../document/queries.ts'
import { printIndented } from '../../json/print-json.ts'
import { assembleMcp } from '../agent-model/write-mcp.ts'
import { designNotes } from '../design-notes.ts'
import type { ExchangeNote, ExportResult } from '../exchange-note.ts'
import { leftOutNotes, vectorIndexNotes } from '../left-out-notes.ts'

/**
 * The model as the DynamoDB MCP server's `dynamodb_data_model.json`. An imported and unedited model gives the JSON it was
 * read from; the notes list what the dialect has no place for.
 */
export function exportMcpModel(document: ModelDocument): ExportResult {
  const notes: ExchangeNote[] = [
    ...designNotes(document),
    ...leftOutNotes(document, ['entities', 'relations', 'placements', 'facets']),
    ...vectorIndexNotes(document, 'the format'),
  ]
  for (const table of tablesOf(document)) {
    const settings = [
      ...(table.timeToLive === undefined ? [] : ['time to live']),
      ...(table.pointInTimeRecovery === undefined ? [] : ['point-in-time recovery']),
      ...(table.billing?.mode === 'PROVISIONED' && (table.billing.readScaling ?? table.billing.writeScaling)
        ? ['auto scaling']
        : []),
    ]
    if (settings.length === 0) continue
    const message = `${table.name}: the format has no place for ${settings.join(', ')}`
    notes.push({ severity: 'warning', message, recordId: table.id })
  }
  const plan = planOf(document)
  for (const { id, name, operation, rate } of patternsOf(document)) {
    const calls = plan.get(id)?.calls ?? []
    if (rate !== undefined) {
      notes.push({ severity: 'info', message: `${name}: the format has no place for rates`, recordId: id })
    }
    if (operation.type === 'partiql' || operation.type === 'vector-search' || operation.type === 'steps') {
      if (operation.type === 'steps' && operation.steps.length === 0) continue
      const message = `${name}: the format has no operation of this kind; only a description is written`
      notes.push({ severity: 'warning', message, recordId: id })
    } else if (calls.length === 0) {
      notes.push({
        severity: 'warning',
        message: `${name} is not served; only a description is written`,
        recordId: id,
      })
    } else if (calls.length > 1) {
      const message = `${name}: the format has one request for a pattern; the last of ${calls.length} is written`
      notes.push({ severity: 'warning', message, recordId: id })
    }
  }
  return { files: [{ name: 'dynamodb_data_model.json', text: `${printIndented(assembleMcp(document))}\n` }], notes }
}
