import type { Json, ModelDocument, UnknownContent } from '../../document/model-document.ts'
import { modelInfoOf, tablesOf } from '../../document/queries.ts'
import { jsonMember } from '../../json/json-value.ts'
import type { ExchangeNote } from '../exchange-note.ts'
import { workbenchDate } from './dates.ts'
import { listsMember, workbenchOf } from './foreign.ts'
import { writeWorkbenchTable } from './write-table.ts'

/** The file format version that the application writes since April 2021. */
const VERSION = '3.0'

export interface WorkbenchExportOptions {
  /** For models that have no dates yet; without it they are left empty. */
  readonly created?: Date
  /** To be written as the date of the last change; without it the imported one stays. */
  readonly modified?: Date
}

/** The model as the application would write it, and nothing beside; `notes` is told what of tables the format cannot say. */
export function writeWorkbenchModel(
  document: ModelDocument,
  options: WorkbenchExportOptions,
  notes: ExchangeNote[],
): { readonly [member: string]: Json } {
  const info = modelInfoOf(document)
  const imported = workbenchOf(info)
  const tables = tablesOf(document).map(table => writeWorkbenchTable(document, table, notes))
  const needsVersion = tables.some(table => table.statesCapacityAnew)
  return {
    ModelName: info.name,
    ...(imported !== undefined &&
    listsMember(imported, 'absent', 'ModelMetadata') &&
    info.author === undefined &&
    info.description === undefined
      ? {}
      : { ModelMetadata: metadataOf(document, imported, needsVersion, options) }),
    DataModel: tables.map(table => table.json),
    ...((jsonMember(imported, 'unknown') as UnknownContent | undefined) ?? {}),
  }
}

function metadataOf(
  document: ModelDocument,
  imported: UnknownContent | undefined,
  needsVersion: boolean,
  options: WorkbenchExportOptions,
): Json {
  const { author, description } = modelInfoOf(document)
  const read = (jsonMember(imported, 'metadata') ?? {}) as UnknownContent
  const created = dateText(options.created) ?? ''
  const defaults =
    imported === undefined ? { DateCreated: created, DateLastModified: dateText(options.modified) ?? created } : {}
  const service = imported === undefined || needsVersion ? { AWSService: 'Amazon DynamoDB' } : {}
  const version = imported === undefined || (needsVersion && read.Version !== VERSION) ? { Version: VERSION } : {}
  const dates = { ...defaults, ...read }
  const modified = dateText(options.modified)
  return {
    ...(author === undefined && listsMember(imported, 'absent', 'Author') ? {} : { Author: author ?? '' }),
    ...pick(dates, ['DateCreated']),
    ...(modified === undefined ? pick(dates, ['DateLastModified']) : { DateLastModified: modified }),
    ...(description === undefined && listsMember(imported, 'absent', 'Description')
      ? {}
      : { Description: description ?? '' }),
    ...pick({ ...service, ...read }, ['AWSService']),
    ...pick({ ...read, ...version }, ['Version']),
    ...Object.fromEntries(Object.entries(read).filter(([name]) => !KNOWN_METADATA.includes(name))),
  }
}

const KNOWN_METADATA = ['DateCreated', 'DateLastModified', 'AWSService', 'Version']

function pick(from: UnknownContent, names: readonly string[]): UnknownContent {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))
}

function dateText(date: Date | undefined): string | undefined {
  return date === undefined ? undefined : workbenchDate(date)
}
