import { type JsonNode, type JsonObjectNode, memberOf } from '../json/json-node.ts'
import { isJsonObject, jsonOf, nodeOf } from '../json/json-value.ts'
import { readJson } from '../json/read-json.ts'
import { FILE_FORMAT, FILE_VERSION } from './file-format.ts'
import { type FileProblem, FileProblems } from './file-problem.ts'
import { type Migration, migrateFile, migrations } from './migrations/registry.ts'
import type { FacetRecord, ItemRecord, Json, ModelDocument, ModelRecord } from './model-document.ts'
import { documentOf } from './new-model.ts'
import { ObjectReader } from './object-reader.ts'
import { type ListedRecord, readModelInfo, readRecord } from './read-record.ts'

export type ParsedModel = { readonly document: ModelDocument } | { readonly problems: readonly FileProblem[] }

/**
 * Reads a `name.facet.json`. Either the whole document or the reasons why not: a broken file is never opened in part,
 * so that saving cannot destroy what was not understood. Never throws.
 */
export function parseModel(text: string): ParsedModel {
  return parseModelWith(text, FILE_VERSION, migrations)
}

/** `parseModel` for another current version and its migrations: how the migration tests look at a file. */
export function parseModelWith(text: string, current: number, steps: readonly Migration[]): ParsedModel {
  const problems = new FileProblems(text)
  const document = parse(text, current, steps, problems)
  return document === undefined || problems.list.length > 0 ? { problems: problems.list } : { document }
}

function parse(
  text: string,
  current: number,
  steps: readonly Migration[],
  problems: FileProblems,
): ModelDocument | undefined {
  const read = readJson(text)
  if ('fault' in read) {
    problems.add(
      read.fault.offset,
      [],
      read.fault.reason,
      'Correct the file at this place, or take it back from version control.',
    )
    return undefined
  }
  const root = readEnvelope(read.node, problems)
  if (root === undefined) return undefined
  const version = readVersion(root, current, problems)
  if (version === undefined) return undefined
  return readDocument(version < current ? migrated(root, version, current, steps) : root, problems)
}

/** A migrated file has no places of its own any more: its problems name path and line 1. */
function migrated(root: JsonObjectNode, from: number, to: number, steps: readonly Migration[]): JsonObjectNode {
  const content = jsonOf(root)
  const node = nodeOf(migrateFile(isJsonObject(content) ? content : {}, from, to, steps))
  return node.kind === 'object' ? node : root
}

function readEnvelope(node: JsonNode, problems: FileProblems): JsonObjectNode | undefined {
  if (node.kind !== 'object') {
    problems.add(
      node.start,
      [],
      'This is JSON, but not a Facet model',
      'Choose a file whose name ends in .facet.json.',
    )
    return undefined
  }
  const format = memberOf(node, 'format')
  if (format?.kind === 'string' && format.value === FILE_FORMAT) return node
  const has = (name: string): boolean => memberOf(node, name) !== undefined
  if (has('DataModel')) {
    problems.add(
      node.start,
      [],
      'This is a NoSQL Workbench model, not a Facet model',
      'Import it instead of opening it.',
    )
  } else if (has('AWSTemplateFormatVersion') || has('Resources')) {
    problems.add(
      node.start,
      [],
      'This is a CloudFormation template, not a Facet model',
      'Choose a file whose name ends in .facet.json.',
    )
  } else {
    const fix = `A Facet model begins with "format": "${FILE_FORMAT}". Choose another file.`
    problems.add(format?.start ?? node.start, ['format'], 'This is JSON, but not a Facet model', fix)
  }
  return undefined
}

function readVersion(root: JsonObjectNode, current: number, problems: FileProblems): number | undefined {
  const node = memberOf(root, 'version')
  const version = node?.kind === 'number' ? Number(node.digits) : 0
  if (!Number.isInteger(version) || version < 1) {
    const fix = `Write "version": ${current} if the file was made by hand.`
    problems.add(node?.start ?? root.start, ['version'], 'The file does not say its format version', fix)
    return undefined
  }
  if (version > current) {
    const reason = `The file has format version ${version}; this Facet reads versions up to ${current}`
    problems.add(
      node?.start ?? root.start,
      ['version'],
      reason,
      'Open it with a newer Facet. The file was not changed.',
    )
    return undefined
  }
  return version
}

function readDocument(root: JsonObjectNode, problems: FileProblems): ModelDocument {
  const envelope = new ObjectReader(root, [], problems)
  envelope.node('format')
  envelope.node('version')
  const strangers: Json[] = []
  const found: { readonly record: ListedRecord; readonly reader: ObjectReader }[] = []
  envelope.objects('records', reader => {
    const kind = reader.text('kind')
    if (kind === '') return
    const record = readRecord(reader, kind)
    if (record !== undefined) found.push({ record, reader })
    else strangers.push(jsonOf(reader.source))
  })
  checkIds(found)
  const info = readModelInfo(envelope)
  const model = strangers.length === 0 ? info : { ...info, unknown: { ...info.unknown, records: strangers } }
  return documentOf([model, ...found.map(({ record }) => record)])
}

/**
 * Ids are unique, and what lies in a table names a table, index, facet and placement that are there. References between
 * entities and patterns may lead nowhere: a design under way has such, and the diagnostics name them.
 */
function checkIds(found: readonly { readonly record: ListedRecord; readonly reader: ObjectReader }[]): void {
  const records = new Map<string, ModelRecord>()
  for (const { record, reader } of found) {
    if (record.id === '' || record.id === 'model')
      reader.report('id', `"${record.id}" is not a free id`, 'Give the record another id.')
    else if (records.has(record.id)) {
      reader.report('id', `The id "${record.id}" is taken by an earlier record`, 'Give one of the two another id.')
    } else records.set(record.id, record)
  }
  for (const { record, reader } of found) {
    if (!('tableId' in record)) continue
    if (records.get(record.tableId)?.kind !== 'table') {
      reader.report(
        'tableId',
        `There is no table with the id "${record.tableId}"`,
        'Name an existing table, or remove the record.',
      )
    }
    if (record.kind === 'facet' && record.indexId !== undefined) checkIndexOf(record, record.indexId, records, reader)
    if (record.kind !== 'item') continue
    if (record.placementId !== undefined) checkPlacementOf(record, record.placementId, records, reader)
    if (record.facetId === undefined) continue
    const facet = records.get(record.facetId)
    if (facet?.kind !== 'facet' || facet.tableId !== record.tableId) {
      reader.report(
        'facetId',
        `The table has no facet with the id "${record.facetId}"`,
        'Name a facet of the same table, or remove "facetId".',
      )
    }
  }
}

function checkIndexOf(
  { tableId }: FacetRecord,
  indexId: string,
  records: ReadonlyMap<string, ModelRecord>,
  reader: ObjectReader,
): void {
  const index = records.get(indexId)
  if (index?.kind === 'index' && index.tableId === tableId) return
  const fix = 'Name an index of the same table, or remove "indexId".'
  reader.report('indexId', `The table has no index with the id "${indexId}"`, fix)
}

function checkPlacementOf(
  { tableId }: ItemRecord,
  placementId: string,
  records: ReadonlyMap<string, ModelRecord>,
  reader: ObjectReader,
): void {
  const placement = records.get(placementId)
  if (placement?.kind === 'placement' && placement.tableId === tableId) return
  const fix = 'Name a placement of the same table, or remove "placementId".'
  reader.report('placementId', `The table has no placement with the id "${placementId}"`, fix)
}
