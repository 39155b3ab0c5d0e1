import { primaryKeyText } from '../../diagnostics/rules/primary-key-text.ts'
import type { Item, Json, ModelDocument, TableRecord, UnknownContent } from '../../document/model-document.ts'
import { parseModel } from '../../document/parse.ts'
import { facetsOf, itemsOfTable, modelInfoOf, tableNamed, tablesOf } from '../../document/queries.ts'
import { serializeModel } from '../../document/serialize.ts'
import { equalJson } from '../../json/equal-json.ts'
import { isJsonList, isJsonObject, jsonMember, jsonObject, jsonOf } from '../../json/json-value.ts'
import { byCodeUnit, printCanonical, printIndented } from '../../json/print-json.ts'
import { readJson } from '../../json/read-json.ts'
import { ImportPlace } from '../import-place.ts'
import { workbenchOf } from './foreign.ts'
import { readWorkbenchItem } from './item-values.ts'
import { mergedDesign } from './merged-design.ts'
import { KEPT_MEMBER, readWorkbenchModel } from './read-model.ts'
import { writeWorkbenchModel } from './write-model.ts'

export { KEPT_MEMBER }

/**
 * What a Workbench file has to keep beside the format's own members, so that importing it gives the document back: the
 * Facet file, without the items that the file has anyway. Undefined when the format says it all; `saysAll`: the writer left
 * nothing out.
 */
export function keptDesign(document: ModelDocument, written: Json, saysAll: boolean): Json | undefined {
  // What came from there is written back as it was, faults included.
  if (saysAll && workbenchOf(modelInfoOf(document)) !== undefined) return undefined
  const read = readWorkbenchModel(written, new ImportPlace([]))
  if (equalJson(read.records, document.records) || equalJson(bare(read), bare(document))) return undefined
  const keys = keysOfWritten(document, written)
  const kept = jsonObjectOf(serializeModel(document))
  const records = recordsOf(kept).map(record => {
    const key = record.kind === 'item' ? keys.get(String(record.id)) : undefined
    return key === undefined ? record : { ...without(record, 'item'), key }
  })
  return { ...kept, records }
}

/**
 * The document that a file was written from. Where the format's own members were changed since, they count, and what the
 * format has no place for is taken over as far as its tables are still there.
 */
export function withKeptDesign(read: ModelDocument, file: Json, place: ImportPlace): ModelDocument {
  const kept = jsonMember(file, KEPT_MEMBER)
  if (!isJsonObject(kept)) return read
  const parsed = parseModel(printIndented(withItems(kept, file)))
  if ('problems' in parsed) {
    const [problem] = parsed.problems
    place.note('warning', `"${KEPT_MEMBER}" cannot be read and was left out: ${problem?.reason ?? ''}`)
    return read
  }
  if (equalJson(comparable(writeWorkbenchModel(parsed.document, {}, [])), comparable(file))) return parsed.document
  place.note(
    'info',
    'The file was changed since Facet wrote it: its tables and items count, the design is taken over',
  )
  return mergedDesign(parsed.document, read)
}

/** The records as if none had come from a Workbench file. */
function bare({ records }: ModelDocument): unknown {
  return Object.values(records).map(({ foreign: _foreign, ...record }) => record)
}

/**
 * Without what is kept and what each writing sets anew: dates, and the order of declarations, which is that of attributes in
 * items where nothing else says one.
 */
function comparable(file: Json): Json {
  if (!isJsonObject(file)) return file
  const { [KEPT_MEMBER]: _kept, ModelMetadata: metadata, ...rest } = file
  const tables = listMember(file, 'DataModel').map(table => {
    if (!isJsonObject(table)) return table
    const declared = listMember(table, 'NonKeyAttributes').map(printCanonical).sort(byCodeUnit)
    return { ...table, NonKeyAttributes: declared }
  })
  const written = { ...rest, DataModel: tables }
  if (!isJsonObject(metadata)) return written
  const { DateCreated: _created, DateLastModified: _modified, ...said } = metadata
  return { ...written, ModelMetadata: said }
}

/** Items of a Workbench file by the list that they stand in (`facet …` or `table …`, with the id of the record) and their key. */
type ItemLists = ReadonlyMap<string, ReadonlyMap<string, Item>>

function listOf({ facetId, tableId }: { readonly facetId?: unknown; readonly tableId?: unknown }): string {
  return typeof facetId === 'string' ? `facet ${facetId}` : `table ${String(tableId)}`
}

/** The keys of the items that the file gives back as they are, by the id of their record. */
function keysOfWritten(document: ModelDocument, written: Json): ReadonlyMap<string, string> {
  const lists = itemLists(document, written)
  const found = new Map<string, string>()
  for (const table of tablesOf(document)) {
    const seen = new Set<string>()
    for (const record of itemsOfTable(document, table.id)) {
      const list = listOf(record)
      const key = primaryKeyText(table, record.item)
      const id = JSON.stringify([list, key])
      if (key === undefined || seen.has(id)) continue
      seen.add(id)
      if (equalJson(lists.get(list)?.get(key), record.item)) found.set(record.id, key)
    }
  }
  return found
}

/** The lists of a file. Tables and facets are told by their names; of items with one key the first counts. */
function itemLists(document: ModelDocument, file: Json): ItemLists {
  const lists = new Map<string, ReadonlyMap<string, Item>>()
  for (const json of listMember(file, 'DataModel')) {
    const table = tableNamed(document, String(jsonMember(json, 'TableName')))
    if (table === undefined) continue
    lists.set(listOf({ tableId: table.id }), itemsByKey(table, json))
    for (const facetJson of listMember(json, 'TableFacets')) {
      const name = jsonMember(facetJson, 'FacetName')
      const facet = facetsOf(document, table.id).find(each => each.name === name)
      if (facet !== undefined) lists.set(listOf({ facetId: facet.id }), itemsByKey(table, facetJson))
    }
  }
  return lists
}

function itemsByKey(table: TableRecord, json: Json): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>()
  for (const each of listMember(json, 'TableData')) {
    if (!isJsonObject(each)) continue
    const { item } = readWorkbenchItem(each, () => undefined)
    const key = primaryKeyText(table, item)
    if (key !== undefined && !items.has(key)) items.set(key, item)
  }
  return items
}

/** What is kept, its items filled in from the file; one that is not there any more is left out. */
function withItems(kept: UnknownContent, file: Json): Json {
  const records = recordsOf(kept)
  const bareKept = parseModel(printIndented({ ...kept, records: records.filter(({ kind }) => kind !== 'item') }))
  if ('problems' in bareKept) return kept
  const lists = itemLists(bareKept.document, file)
  return {
    ...kept,
    records: records.flatMap((record): readonly Json[] => {
      if (record.kind !== 'item' || typeof record.key !== 'string' || Object.hasOwn(record, 'item')) return [record]
      const item = lists.get(listOf(record))?.get(record.key)
      return item === undefined ? [] : [{ ...without(record, 'key'), item: item as Json }]
    }),
  }
}

function without(record: { readonly [member: string]: Json }, member: string): { readonly [member: string]: Json } {
  const copy = jsonObject()
  for (const [name, value] of Object.entries(record)) if (name !== member) copy[name] = value
  return copy
}

function recordsOf(file: UnknownContent): readonly { readonly [member: string]: Json }[] {
  return listMember(file, 'records').filter(isJsonObject)
}

function listMember(json: Json, name: string): readonly Json[] {
  const list = jsonMember(json, name)
  return list !== undefined && isJsonList(list) ? list : []
}

function jsonObjectOf(text: string): UnknownContent {
  const read = readJson(text)
  const json = 'node' in read ? jsonOf(read.node) : undefined
  return isJsonObject(json) ? json : {}
}
