import type { ModelDocument } from '../../document/model-document.ts'
import { modelInfoOf } from '../../document/queries.ts'
import { printIndented } from '../../json/print-json.ts'
import type { ExchangeNote, ExportResult } from '../exchange-note.ts'
import { fileNameFor } from '../file-name.ts'
import { leftOutNotes, vectorIndexNotes } from '../left-out-notes.ts'
import { KEPT_MEMBER, keptDesign } from '../workbench/kept-design.ts'
import { type WorkbenchExportOptions, writeWorkbenchModel } from '../workbench/write-model.ts'

export type { WorkbenchExportOptions }

/**
 * The model as a NoSQL Workbench file. An imported and unedited model gives the JSON it was read from; the notes list
 * what the format has no place for, to be shown before saving. That is kept in a member of its own beside the format's, so
 * that importing the file gives the model back.
 */
export function exportWorkbench(document: ModelDocument, options: WorkbenchExportOptions = {}): ExportResult {
  const notes: ExchangeNote[] = [
    ...leftOutNotes(document, ['entities', 'relations', 'patterns', 'placements']),
    ...vectorIndexNotes(document, 'the format'),
  ]
  const written = writeWorkbenchModel(document, options, notes)
  const kept = keptDesign(document, written, notes.length === 0)
  if (kept !== undefined && notes.length > 0) {
    const message = `What NoSQL Workbench has no place for is kept in the file under "${KEPT_MEMBER}": imported here, it gives the model back`
    notes.push({ severity: 'info', message })
  }
  const file = kept === undefined ? written : { ...written, [KEPT_MEMBER]: kept }
  return { files: [{ name: fileNameFor(modelInfoOf(document).name, '.json'), text: printIndented(file) }], notes }
}
