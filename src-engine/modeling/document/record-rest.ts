import { jsonObject } from '../json/json-value.ts'
import type { ModelRecord, UnknownContent } from './model-document.ts'
import type { ObjectReader } from './object-reader.ts'

/** Adds `foreign` and what nobody asked for. */
export function finish<R extends ModelRecord>(reader: ObjectReader, record: R): R {
  const foreign = reader.optionalObject('foreign', readUnknown)
  const rest = reader.rest()
  return { ...record, ...present('foreign', foreign), ...present('unknown', rest) }
}

function readUnknown(reader: ObjectReader): UnknownContent {
  return reader.rest() ?? jsonObject()
}

/** Unknown members of the objects inside a record stay where they are and live as long as the object. */
export function keepRest<T extends object>(reader: ObjectReader, value: T): T {
  const rest = reader.rest()
  return rest === undefined ? value : { ...value, ...rest }
}

/** The member, or nothing: an absent member and one that is undefined are not the same. */
export function present<K extends string, V>(name: K, value: V | undefined): { readonly [name in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in K]: V })
}
