import type { Json, ModelDocument, ModelRecord } from '../../document/model-document.ts'
import { documentOf } from '../../document/new-model.ts'
import { jsonMember } from '../../json/json-value.ts'
import type { ImportPlace } from '../import-place.ts'
import { compact, workbenchForeign } from './foreign.ts'
import { absentMembers, textMember, unknownMembers } from './read-members.ts'
import { readWorkbenchTable } from './read-table.ts'

/** The member in which Facet keeps what the format has no place for (kept-design.ts). */
export const KEPT_MEMBER = 'FacetModel'

/** The model that a file describes in the format's own members; others are kept in `foreign`. */
export function readWorkbenchModel(root: Json, place: ImportPlace): ModelDocument {
  const metadata = jsonMember(root, 'ModelMetadata')
  if (metadata === undefined) place.note('info', '"ModelMetadata" is missing')
  const author = metadata === undefined ? undefined : textMember(metadata, 'Author', place)
  const description = metadata === undefined ? undefined : textMember(metadata, 'Description', place)
  const name = textMember(root, 'ModelName', place)
  if (name === undefined) place.note('warning', 'The model has no name', { recordId: 'model' })
  const unknown = unknownMembers(root, ['ModelName', 'ModelMetadata', 'DataModel', KEPT_MEMBER])
  for (const member of Object.keys(unknown)) place.note('info', `"${member}" is not part of the format; it is kept`)
  const info: ModelRecord = {
    kind: 'model',
    id: 'model',
    position: 0,
    name: name ?? 'Imported model',
    ...(author === undefined ? {} : { author }),
    ...(description === undefined ? {} : { description }),
    ...workbenchForeign(
      compact({
        unknown,
        metadata: unknownMembers(metadata ?? null, ['Author', 'Description']),
        absent: [...absentMembers(root, ['ModelMetadata']), ...absentMembers(metadata, ['Author', 'Description'])],
      }),
    ),
  }
  const records: ModelRecord[] = [info]
  const tables = jsonMember(root, 'DataModel') as readonly Json[]
  for (const table of tables) readWorkbenchTable(table, place, records)
  return documentOf(records)
}
