import { FileProblems } from '../../document/file-problem.ts'
import { type JsonNode, type JsonObjectNode, memberOf } from '../../json/json-node.ts'
import { jsonOf } from '../../json/json-value.ts'
import { readJson } from '../../json/read-json.ts'
import { placeOf } from '../../json/text-place.ts'
import type { ExchangeNote } from '../exchange-note.ts'
import { ImportPlace } from '../import-place.ts'
import type { ModelImport } from '../model-import.ts'
import { withKeptDesign } from '../workbench/kept-design.ts'
import { readWorkbenchModel } from '../workbench/read-model.ts'

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
  const json = jsonOf(root)
  const document = readWorkbenchModel(json, new ImportPlace(notes))
  return { document: withKeptDesign(document, json, new ImportPlace(notes)), report: notes }
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
