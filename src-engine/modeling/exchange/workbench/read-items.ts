import { primaryKeyText } from '../../diagnostics/rules/primary-key-text.ts'
import type { FacetRecord, ItemRecord, Json, ModelRecord, TableRecord } from '../../document/model-document.ts'
import { equalJson } from '../../json/equal-json.ts'
import { isJsonObject } from '../../json/json-value.ts'
import type { ImportPlace } from '../import-place.ts'
import { compact, workbenchForeign } from './foreign.ts'
import { type ReadValue, readWorkbenchItem } from './item-values.ts'

/** Reads the items of one table, from its facets and from the table itself. */
export class WorkbenchItemReader {
  private readonly table: TableRecord
  private readonly records: ModelRecord[]
  private readonly byKey = new Map<string, ItemRecord>()
  private position = 0
  private nextNumber: number

  constructor(table: TableRecord, records: ModelRecord[]) {
    this.table = table
    this.records = records
    this.nextNumber = records.filter(record => record.kind === 'item').length + 1
  }

  read(list: readonly Json[], facet: FacetRecord | undefined, place: ImportPlace): void {
    list.forEach((json, at) => {
      const itemPlace = place.in(`item ${at + 1}`)
      if (isJsonObject(json)) this.readItem(json, facet, itemPlace)
      else itemPlace.note('warning', 'The item is not an object and was left out')
    })
  }

  private readItem(
    json: { readonly [name: string]: Json },
    facet: FacetRecord | undefined,
    place: ImportPlace,
  ): void {
    const { item, originals } = readWorkbenchItem(json, (attribute, read) => {
      noteValue(read, place.in(`attribute "${attribute}"`))
    })
    const key = primaryKeyText(this.table, item)
    const twin = key === undefined ? undefined : this.byKey.get(key)
    // The same item in a facet and on the table is one item; in two rows of one list it is two, as the file has it.
    if (twin !== undefined && twin.facetId !== facet?.id && equalJson(twin.item, item)) {
      place.note('info', 'The item stands in the file twice and was read once')
      return
    }
    if (twin !== undefined) place.note('warning', 'Another item has the same primary key')
    this.position++
    const record: ItemRecord = {
      kind: 'item',
      id: `item-${this.nextNumber++}`,
      tableId: this.table.id,
      ...(facet === undefined ? {} : { facetId: facet.id }),
      position: this.position,
      item,
      ...(Object.keys(originals).length === 0 ? {} : workbenchForeign(compact({ attributes: originals }))),
    }
    if (key !== undefined && twin === undefined) this.byKey.set(key, record)
    this.records.push(record)
  }
}

function noteValue(read: ReadValue, place: ImportPlace): void {
  if ('reason' in read)
    place.note('warning', `The value cannot be read (${read.reason}); it is kept, but not in the item`)
  else if (read.findings.doubled) place.note('info', 'A map pasted with its own "M" was read as the map')
  else place.note('info', 'Plain JSON inside the value was read as typed values')
}
