import { type AttributeValue, emptyAttributeMap, type Item } from '#dynamo'
import type { Json, UnknownContent } from '../../document/model-document.ts'
import { readAttribute } from '../../document/read-item.ts'
import { copyJson } from '../../json/copy-json.ts'
import { equalJson } from '../../json/equal-json.ts'
import { jsonObject } from '../../json/json-value.ts'
import { type NestedFindings, readTopLevel } from './nested-values.ts'

/** What a value of a Workbench item is to us: an attribute value, or nothing that DynamoDB could store. */
export type ReadValue = ({ readonly value: AttributeValue } | { readonly reason: string }) & {
  readonly findings: NestedFindings
}

/** Reads one attribute of a Workbench item. The JSON is not touched. */
export function readWorkbenchValue(name: string, json: Json): ReadValue {
  const findings: NestedFindings = { plain: false, doubled: false }
  return { ...readAttribute(name, copyJson(readTopLevel(json, findings))), findings }
}

export interface ReadItem {
  readonly item: Item
  /** The JSON of the attributes that were not typed canonically, for writing them back unchanged. */
  readonly originals: UnknownContent
}

/** Reads an item; `report` is told of every attribute that is not as it should be. */
export function readWorkbenchItem(
  members: { readonly [name: string]: Json },
  report: (attribute: string, read: ReadValue) => void,
): ReadItem {
  const item = emptyAttributeMap()
  const originals = jsonObject()
  for (const [name, json] of Object.entries(members)) {
    const read = readWorkbenchValue(name, json)
    if ('value' in read) item[name] = read.value
    if (!('value' in read) || !equalJson(read.value, json)) originals[name] = json
    if (!('value' in read) || read.findings.plain || read.findings.doubled) report(name, read)
  }
  return { item, originals }
}

/**
 * The item as JSON for a Workbench file: attributes whose original still says the same are written as they were read,
 * unreadable ones too unless they have been given a value.
 */
export function writeWorkbenchItem(item: Item, originals: Json | undefined, keyNames: readonly string[]): Json {
  const written = jsonObject()
  const write = (name: string): void => {
    const value = item[name]
    if (Object.hasOwn(written, name) || value === undefined) return
    written[name] = originalFor(name, value, originals) ?? (value as Json)
  }
  for (const name of keyNames) if (Object.hasOwn(item, name)) write(name)
  for (const name of Object.keys(item)) write(name)
  for (const [name, json] of Object.entries((originals ?? {}) as UnknownContent)) {
    if (!Object.hasOwn(item, name) && 'reason' in readWorkbenchValue(name, json)) written[name] = json
  }
  return written
}

function originalFor(name: string, value: AttributeValue, originals: Json | undefined): Json | undefined {
  const known = (originals ?? {}) as UnknownContent
  const original = Object.hasOwn(known, name) ? known[name] : undefined
  if (original === undefined) return undefined
  const read = readWorkbenchValue(name, original)
  return 'value' in read && equalJson(read.value, value) ? original : undefined
}
