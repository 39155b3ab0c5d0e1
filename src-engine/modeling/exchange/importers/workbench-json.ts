import { FileProblems } from '../../document/file-problem.ts'
import type { Json, ModelDocument, ModelRecord } from '../../document/model-document.ts'
import { documentOf } from '../../document/new-model.ts'
import { type JsonNode, type JsonObjectNode, memberOf } from '../../json/json-node.ts'
import { jsonMember, jsonOf } from '../../json/json-value.ts'
import { readJson } from '../../json/read-json.ts'
import { placeOf } from '../../json/text-place.ts'
import type { ExchangeNote } from '../exchange-note.ts'
import { ImportPlace } from '../import-place.ts'
import type { ModelImport } from '../model-import.ts'
import { compact, workbenchForeign } from '../workbench/foreign.ts'
import { absentMembers, textMember, unknownMembers } from '../workbench/read-members.ts'
import { readWorkbenchTable } from '../workbench/read-table.ts'

/** The only service whose models this is about; the application also writes models for Amazon Keyspaces. */
const SERVICE = 'Amazon DynamoDB'

/**
 * Reads a NoSQL Workbench model. Refuses only what is no such model; bad sample data and unknown content are kept and
 * reported. What Facet has no place for stays in `foreign`, so that exporting an unedited model gives the same JSON.
 * Never throws.
 */
export function importWorkbench(text: string): ModelImport {
  const problems = new FileProblems(text)
  const read = readJson(text)
  if ('fault' in read) {
    problems.add(read.fault.offset, [], read.fault.reason, 'Export the model from NoSQL Workbench again.')
    return { problems: problems.list }
  }
  const root = findModel(read.node, problems)
  if (root === undefined || problems.list.length > 0) return { problems: problems.list }
  const notes: ExchangeNote[] = []
  reportDoubleMembers(root, text, notes)
  return { document: readModel(jsonOf(root), new ImportPlace(notes)), report: notes }
}

/** The rules by which a file is refused. */
function findModel(node: JsonNode, problems: FileProblems): JsonObjectNode | undefined {
  if (node.kind !== 'object') {
    problems.add(node.start, [], 'This is JSON, but not a NoSQL Workbench model', 'Choose another file.')
    return undefined
  }
  const has = (name: string): boolean => memberOf(node, name) !== undefined
  const tables = memberOf(node, 'DataModel')
  if (tables === undefined) {
    if (has('AWSTemplateFormatVersion') || has('Resources')) {
      const fix =
        'Export the model from NoSQL Workbench in its own JSON format. CloudFormation templates cannot be imported yet.'
      problems.add(node.start, [], 'This is a CloudFormation template, not a NoSQL Workbench model', fix)
    } else if (memberOf(node, 'format') !== undefined && has('records')) {
      problems.add(node.start, [], 'This is a Facet model', 'Open it instead of importing it.')
    } else
      problems.add(
        node.start,
        ['DataModel'],
        '"DataModel" is missing: this is not a NoSQL Workbench model',
        'Choose another file.',
      )
    return undefined
  }
  if (tables.kind !== 'array') {
    problems.add(tables.start, ['DataModel'], '"DataModel" is not a list of tables', 'Choose another file.')
    return undefined
  }
  const metadata = memberOf(node, 'ModelMetadata')
  const service = metadata?.kind === 'object' ? memberOf(metadata, 'AWSService') : undefined
  if (service !== undefined && !(service.kind === 'string' && service.value === SERVICE)) {
    const name = service.kind === 'string' ? service.value : 'another service'
    const path = ['ModelMetadata', 'AWSService']
    problems.add(service.start, path, `This is a model for ${name}, not for ${SERVICE}`, 'Choose a DynamoDB model.')
  }
  tables.elements.forEach((table, at) => {
    checkTable(table, at, problems)
  })
  return node
}

function checkTable(table: JsonNode, at: number, problems: FileProblems): void {
  const path = ['DataModel', at]
  if (table.kind !== 'object') {
    problems.add(table.start, path, 'A table is an object', 'Correct the file at this place.')
    return
  }
  const name = memberOf(table, 'TableName')
  if (name?.kind !== 'string') {
    problems.add(
      name?.start ?? table.start,
      [...path, 'TableName'],
      'The table has no "TableName"',
      'Give the table a name.',
    )
  }
  const key = memberOf(table, 'KeyAttributes')
  const partition = key?.kind === 'object' ? memberOf(key, 'PartitionKey') : undefined
  const attribute = partition?.kind === 'object' ? memberOf(partition, 'AttributeName') : undefined
  if (attribute?.kind === 'string') return
  const place = attribute ?? partition ?? key ?? table
  const keyPath = [...path, 'KeyAttributes', 'PartitionKey']
  problems.add(place.start, keyPath, 'The table has no partition key', 'Give the table a partition key.')
}

function readModel(root: Json, place: ImportPlace): ModelDocument {
  const metadata = jsonMember(root, 'ModelMetadata')
  if (metadata === undefined) place.note('info', '"ModelMetadata" is missing')
  const author = metadata === undefined ? undefined : textMember(metadata, 'Author', place)
  const description = metadata === undefined ? undefined : textMember(metadata, 'Description', place)
  const name = textMember(root, 'ModelName', place)
  if (name === undefined) place.note('warning', 'The model has no name', { recordId: 'model' })
  const unknown = unknownMembers(root, ['ModelName', 'ModelMetadata', 'DataModel'])
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

/** A member that stands twice in an object: the last one counts, as in every JSON reader. */
function reportDoubleMembers(node: JsonNode, text: string, notes: ExchangeNote[]): void {
  if (node.kind === 'array') {
    for (const element of node.elements) reportDoubleMembers(element, text, notes)
  } else if (node.kind === 'object') {
    const names = new Set<string>()
    for (const { name, nameStart, value } of node.members) {
      if (names.has(name)) {
        const message = `"${name}" stands twice in one object; the last one was taken`
        notes.push({ severity: 'warning', message, place: `line ${placeOf(text, nameStart).line}` })
      }
      names.add(name)
      reportDoubleMembers(value, text, notes)
    }
  }
}
