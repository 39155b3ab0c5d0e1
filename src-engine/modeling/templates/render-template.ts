import { type AttributeMap, type AttributeValue, attributeOf, utf8Length } from '#dynamo'
import { BUCKET_LENGTH } from './bucket.ts'
import type { BucketUnit, KeyTemplate, TemplatePart, Transform } from './key-template.ts'

/**
 * The value of a template for an item of the entity; undefined when an attribute is missing or has no text form. A
 * template that is one attribute and nothing else gives the attribute's own value.
 */
export function renderTemplate({ parts }: KeyTemplate, attributes: AttributeMap): AttributeValue | undefined {
  const [only] = parts
  if (parts.length === 1 && only?.kind === 'attribute' && only.transform === undefined) {
    return attributeOf(attributes, only.name)
  }
  let text = ''
  for (const part of parts) {
    const piece = renderPart(part, attributes)
    if (piece === undefined) return undefined
    text += piece
  }
  return { S: text }
}

/** The text of the first parts: what a `begins_with` over them is sent with. */
export function renderPrefix(parts: readonly TemplatePart[], attributes: AttributeMap): string | undefined {
  const value = renderTemplate({ parts: [{ kind: 'text', text: '' }, ...parts] }, attributes)
  return value !== undefined && 'S' in value ? value.S : undefined
}

function renderPart(part: TemplatePart, attributes: AttributeMap): string | undefined {
  if (part.kind === 'text') return part.text
  const value = attributeOf(attributes, part.name)
  if (value === undefined) return undefined
  const text = textOf(value)
  if (text === undefined || part.transform === undefined) return text
  return transformed(text, 'N' in value, part.transform)
}

/** Text of what can stand inside a key; lists, maps, sets and NULL cannot. */
export function textOf(value: AttributeValue): string | undefined {
  if ('S' in value) return value.S
  if ('N' in value) return value.N
  if ('B' in value) return value.B
  if ('BOOL' in value) return String(value.BOOL)
  return undefined
}

function transformed(text: string, isNumber: boolean, transform: Transform): string | undefined {
  switch (transform.type) {
    case 'pad':
      return padded(text, transform.width)
    case 'shard':
      return String(shardOf(text, transform.count))
    case 'year':
    case 'month':
    case 'day':
    case 'hour':
      return bucketOf(isNumber ? isoOfSeconds(text) : text, transform.type)
  }
}

/** Digits before the point are padded: the others order as they are. A number below zero has no place in a text. */
function padded(text: string, width: number): string | undefined {
  const [, whole, fraction = ''] = /^(\d+)(\.\d+)?$/.exec(text) ?? []
  return whole === undefined ? undefined : whole.padStart(width, '0') + fraction
}

function bucketOf(time: string, bucket: BucketUnit): string | undefined {
  const length = BUCKET_LENGTH[bucket]
  return time.length >= length ? time.slice(0, length) : undefined
}

/** Epoch seconds, or milliseconds from the year 2286 of seconds on, as ISO text. */
function isoOfSeconds(digits: string): string {
  const number = Number(digits)
  if (!Number.isFinite(number)) return ''
  const seconds = Math.abs(number) >= 10_000_000_000 ? number / 1000 : number
  const days = Math.floor(seconds / 86_400)
  const [year, month, day] = civilDate(days)
  const hour = Math.floor((seconds - days * 86_400) / 3_600)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}`
}

/** Year, month and day of a day counted from 1970-01-01 in the Gregorian calendar; the pure core has no clock types. */
function civilDate(days: number): readonly [year: number, month: number, day: number] {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day]
}

/** FNV-1a over the text's UTF-8 bytes: easily the same in every language that an application may be written in. */
export function shardOf(text: string, count: number): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0) % count
}

/** Bytes of a template's value when its attributes have these sizes; transforms have sizes of their own. */
export function templateSize({ parts }: KeyTemplate, sizeOf: (attribute: string) => number): number {
  return parts.reduce((sum, part) => sum + partSize(part, sizeOf), 0)
}

function partSize(part: TemplatePart, sizeOf: (attribute: string) => number): number {
  if (part.kind === 'text') return utf8Length(part.text)
  const { transform } = part
  if (transform === undefined) return sizeOf(part.name)
  switch (transform.type) {
    case 'pad':
      return transform.width
    case 'shard':
      return String(transform.count - 1).length
    case 'year':
    case 'month':
    case 'day':
    case 'hour':
      return BUCKET_LENGTH[transform.type]
  }
}
