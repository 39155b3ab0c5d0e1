import type { Json, ModelRecord, UnknownContent } from '../../document/model-document.ts'
import { isJsonObject, jsonMember, jsonObject } from '../../json/json-value.ts'

/**
 * What a record keeps of the NoSQL Workbench file it came from, under `foreign.workbench`, so that an unedited model is
 * written back as it was read. All members are optional:
 *
 * - `unknown`: members that the format, as far as it is known, does not have
 * - `absent`: members that the writer writes by default and the file did not have
 * - `empty`: members that the writer leaves out when empty and the file had empty
 * - model: `metadata` (the object without author and description)
 * - table: `capacity` (`BillingMode`, `ProvisionedCapacitySettings`), `sampleDataFormats`, `dataAccess`,
 *   `looseItems` (the file had items on the table beside items in facets)
 * - facet: `dataAccess`
 * - item: `attributes` (the JSON of attributes that were read in another form, or not at all)
 */
const MEMBER = 'workbench'

/** The record's Workbench content, or undefined for one that did not come from there. */
export function workbenchOf(record: ModelRecord): UnknownContent | undefined {
  const content = jsonMember(record.foreign, MEMBER)
  return isJsonObject(content) ? content : undefined
}

/** As the `foreign` member of a new record. Empty content says that the record came from there. */
export function workbenchForeign(content: UnknownContent): { readonly foreign: UnknownContent } {
  const foreign = jsonObject()
  foreign[MEMBER] = content
  return { foreign }
}

/** Whether a list member of the content (`absent`, `empty`) names this one. */
export function listsMember(content: UnknownContent | undefined, list: 'absent' | 'empty', name: string): boolean {
  const names = jsonMember(content, list)
  return Array.isArray(names) && names.includes(name)
}

/** The object without members whose value is undefined, an empty list or an empty object. */
export function compact(members: { readonly [name: string]: Json | undefined }): UnknownContent {
  const kept = jsonObject()
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) continue
    if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) continue
    kept[name] = value
  }
  return kept
}
