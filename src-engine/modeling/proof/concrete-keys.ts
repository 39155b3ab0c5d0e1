import { type AttributeMap, type AttributeValue, emptyAttributeMap } from '#dynamo'
import type { CallTarget, KeyCondition } from '../access-patterns/access-path.ts'
import type { KeyTemplate, TemplatePart } from '../templates/key-template.ts'
import { isFault, parseTemplate } from '../templates/parse-template.ts'
import { renderTemplate } from '../templates/render-template.ts'
import type { ConcreteCondition } from './concrete-request.ts'

/** Most requests that one planned call may turn into: shards and time buckets. */
const MOST_VARIANTS = 400

/**
 * The key conditions of a target with values. Several when the partition key has a shard that the caller does not know, or
 * buckets of a range of time. Undefined when a template cannot be made of what is known.
 */
export function concreteConditions(
  target: Pick<CallTarget, 'key'>,
  known: AttributeMap,
): readonly (readonly ConcreteCondition[])[] | undefined {
  let variants: readonly (readonly ConcreteCondition[])[] = [[]]
  for (const condition of target.key) {
    const options = optionsOf(condition, known)
    if (options === undefined || variants.length * options.length > MOST_VARIANTS) return undefined
    variants = variants.flatMap(before => options.map(option => [...before, option]))
  }
  return variants
}

/** A whole key, which has equalities only. */
export function concreteKey(target: Pick<CallTarget, 'key'>, known: AttributeMap): AttributeMap | undefined {
  const [conditions] = concreteConditions(target, known) ?? []
  if (conditions === undefined) return undefined
  const key = emptyAttributeMap()
  for (const { attribute, values } of conditions) {
    const [value] = values
    if (value === undefined) return undefined
    key[attribute] = value
  }
  return key
}

function optionsOf(
  { attribute, is, templates }: KeyCondition,
  known: AttributeMap,
): readonly ConcreteCondition[] | undefined {
  if (is === '=' && templates.length === 1) {
    const values = valuesOf(templates[0] ?? '', known)
    return values?.map(value => ({ attribute, is, values: [value] }))
  }
  const values: AttributeValue[] = []
  for (const text of templates) {
    const [value] = valuesOf(text, known) ?? []
    if (value === undefined) return undefined
    values.push(value)
  }
  return [{ attribute, is, values }]
}

function valuesOf(text: string, known: AttributeMap): readonly AttributeValue[] | undefined {
  const template = parseTemplate(text)
  if (isFault(template)) return undefined
  const value = renderTemplate(template, known)
  if (value !== undefined && !spansBuckets(template, known)) return [value]
  return variantsOf(template, known)
}

const isBucket = (part: TemplatePart): boolean =>
  part.kind === 'attribute' && part.transform !== undefined && !['pad', 'shard'].includes(part.transform.type)

/** A time bucket of an attribute that is given as a range. */
function spansBuckets({ parts }: KeyTemplate, known: AttributeMap): boolean {
  return parts.some(part => part.kind === 'attribute' && isBucket(part) && Object.hasOwn(known, `${part.name}.from`))
}

/** The template's values for every shard and bucket. */
function variantsOf({ parts }: KeyTemplate, known: AttributeMap): readonly AttributeValue[] | undefined {
  let texts: readonly string[] = ['']
  for (const part of parts) {
    const options = partOptions(part, known)
    if (options === undefined) return undefined
    texts = texts.flatMap(before => options.map(option => before + option))
  }
  return texts.map(text => ({ S: text }))
}

function partOptions(part: TemplatePart, known: AttributeMap): readonly string[] | undefined {
  if (part.kind === 'attribute' && part.transform?.type === 'shard' && !Object.hasOwn(known, part.name)) {
    return Array.from({ length: part.transform.count }, (_, at) => String(at))
  }
  if (part.kind === 'attribute' && isBucket(part) && Object.hasOwn(known, `${part.name}.from`)) {
    const ends = ['from', 'to'].map(end => textOf([{ ...part, name: `${part.name}.${end}` }], known))
    const [first, last] = ends
    return first === undefined || last === undefined ? undefined : bucketsBetween(first, last)
  }
  const text = textOf([part], known)
  return text === undefined ? undefined : [text]
}

function textOf(parts: readonly TemplatePart[], known: AttributeMap): string | undefined {
  const value = renderTemplate({ parts: [{ kind: 'text', text: '' }, ...parts] }, known)
  return value !== undefined && 'S' in value ? value.S : undefined
}

/** The years, months, days or hours from one to another, both included. */
function bucketsBetween(first: string, last: string): readonly string[] {
  const buckets = [first]
  for (let bucket = first; bucket < last && buckets.length < MOST_VARIANTS; ) {
    bucket = nextBucket(bucket)
    buckets.push(bucket)
  }
  return buckets
}

function nextBucket(bucket: string): string {
  const [year = 0, month = 1, day = 1, hour = 0] = bucket.split(/[-T]/).map(Number)
  switch (bucket.length) {
    case 4:
      return String(year + 1).padStart(4, '0')
    case 7:
      return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7)
    case 10:
      return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10)
    default:
      return new Date(Date.UTC(year, month - 1, day, hour + 1)).toISOString().slice(0, 13)
  }
}
