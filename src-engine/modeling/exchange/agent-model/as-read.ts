import type { Json, ModelRecord, UnknownContent } from '../../document/model-document.ts'
import { equalJson } from '../../json/equal-json.ts'
import { isJsonList, isJsonObject, jsonMember, jsonObject } from '../../json/json-value.ts'

/**
 * How an imported and unedited file is written back as it was read: a record keeps the members that the file said in
 * another way than Facet would (`said`) beside what Facet would have written (`ours`). While Facet would still write
 * the same, the file's own words are written; an edited member is written anew, its unedited parts as they were.
 */
export type Dialect = 'mcp' | 'skill'

const MEMBER: Readonly<Record<Dialect, string>> = { mcp: 'mcpDataModel', skill: 'skillDataModel' }

/** The record with what it has to keep of its place in the file. */
export function keepAsRead<R extends ModelRecord>(record: R, dialect: Dialect, said: Json, ours: Json): R {
  const content = jsonObject()
  content.said = jsonObject()
  content.ours = jsonObject()
  for (const name of namesOf(said, ours)) {
    const [theirs, own] = [jsonMember(said, name), jsonMember(ours, name)]
    if (equalJson(theirs, own)) continue
    if (theirs !== undefined) (content.said as Record<string, Json>)[name] = theirs
    if (own !== undefined) (content.ours as Record<string, Json>)[name] = own
  }
  if (namesOf(content.said, content.ours).length === 0) return record
  const foreign = Object.assign(jsonObject(), record.foreign)
  foreign[MEMBER[dialect]] = content
  return { ...record, foreign }
}

/** What to write for a record: `now` is what Facet would write. */
export function writeAsRead(record: ModelRecord | undefined, dialect: Dialect, now: UnknownContent): UnknownContent {
  const kept = jsonMember(record?.foreign, MEMBER[dialect])
  const [said, ours] = [jsonMember(kept, 'said'), jsonMember(kept, 'ours')]
  return isJsonObject(said) && isJsonObject(ours) ? mergeObjects(now, said, ours) : now
}

function mergeObjects(now: UnknownContent, said: UnknownContent, ours: UnknownContent): UnknownContent {
  const merged = jsonObject()
  for (const name of namesOf(now, said)) {
    const value = merge(jsonMember(now, name), jsonMember(said, name), jsonMember(ours, name))
    if (value !== undefined) merged[name] = value
  }
  return merged
}

function merge(now: Json | undefined, said: Json | undefined, ours: Json | undefined): Json | undefined {
  if (said === undefined && ours === undefined) return now
  if (equalJson(now, ours)) return said
  if (now === undefined || said === undefined || ours === undefined) return now
  if (isJsonList(now) && isJsonList(said) && isJsonList(ours)) return mergeLists(now, said, ours)
  if (isJsonObject(now) && isJsonObject(said) && isJsonObject(ours)) return mergeObjects(now, said, ours)
  return now
}

function mergeLists(now: readonly Json[], said: readonly Json[], ours: readonly Json[]): Json {
  if (said.length !== ours.length) return now
  return now.map(element => {
    const same = ours.findIndex(other => equalJson(other, element))
    const at = same >= 0 ? same : ours.findIndex(other => isNamesake(other, element))
    return at < 0 ? element : (merge(element, said[at], ours[at]) ?? element)
  })
}

function isNamesake(left: Json, right: Json): boolean {
  return ['name', 'AttributeName', 'attribute_name'].some(member => {
    const name = jsonMember(left, member)
    return name !== undefined && name === jsonMember(right, member)
  })
}

/** Member names of both, the first one's first. */
function namesOf(left: Json, right: Json): readonly string[] {
  return [...new Set([left, right].flatMap(json => (isJsonObject(json) ? Object.keys(json) : [])))]
}
