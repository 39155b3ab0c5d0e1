import { type AttributeMap, attributeOf, compareScalars, emptyAttributeMap } from '#dynamo'
import type { CallTarget, KeyCondition } from '../access-patterns/access-path.ts'
import { isBucketUnit } from '../templates/bucket.ts'
import type { BucketUnit } from '../templates/key-template.ts'
import { isFault, parseTemplate } from '../templates/parse-template.ts'
import { printTemplate } from '../templates/print-template.ts'
import { renderPrefix } from '../templates/render-template.ts'

/** Most buckets that a range of the sample data may span: a quarter of a year in hours. */
const MOST_BUCKETS = 2_500

interface BucketPart {
  readonly name: string
  readonly unit: BucketUnit
}

/**
 * The key conditions of a target for each time bucket that a range goes through, in the order of time; what has no buckets
 * is its own only one. Undefined when the range has no ends or too many buckets lie between them.
 */
export function keysByBucket(
  key: readonly KeyCondition[],
  known: AttributeMap,
): readonly (readonly KeyCondition[])[] | undefined {
  const part = bucketIn(key)
  if (part === undefined || !isRange(part.name, known)) return [key]
  const [first, last] = ['from', 'to'].map(end => bucketOf({ ...part, name: `${part.name}.${end}` }, known))
  const buckets = first === undefined || last === undefined ? undefined : bucketsBetween(first, last)
  return buckets?.map(bucket => key.map(condition => inBucket(condition, part, bucket)))
}

/**
 * What is known, with both ends of the time that a partition key is cut by. What is not limited to one side ends at the
 * oldest and the newest of the samples: they stand for how long items are kept, and for now.
 */
export function withBothEnds(
  { key }: Pick<CallTarget, 'key'>,
  attributes: AttributeMap,
  samples: readonly AttributeMap[],
): AttributeMap {
  const part = bucketIn(key)
  if (part === undefined) return attributes
  const { name } = part
  if (Object.hasOwn(attributes, name) && !isRange(name, attributes)) return attributes
  const times = samples
    .flatMap(sample => attributeOf(sample, name) ?? [])
    .sort((left, right) => compareScalars(left, right) ?? 0)
  const bounded = Object.assign(emptyAttributeMap(), attributes)
  const [oldest, newest] = [times[0], times.at(-1)]
  if (oldest !== undefined) bounded[`${name}.from`] ??= oldest
  if (newest !== undefined) bounded[`${name}.to`] ??= newest
  return bounded
}

/** Whether a caller knows an end of this attribute's values, and no value. */
export function isRange(attribute: string, known: AttributeMap): boolean {
  return Object.hasOwn(known, `${attribute}.from`) || Object.hasOwn(known, `${attribute}.to`)
}

function bucketIn(key: readonly KeyCondition[]): BucketPart | undefined {
  for (const { side, templates } of key) {
    for (const text of side === 'partition' ? templates : []) {
      const template = parseTemplate(text)
      for (const part of isFault(template) ? [] : template.parts) {
        const type = part.kind === 'attribute' ? part.transform?.type : undefined
        if (part.kind === 'attribute' && isBucketUnit(type)) return { name: part.name, unit: type }
      }
    }
  }
  return undefined
}

/** The condition with the bucket written out. */
function inBucket(condition: KeyCondition, { name, unit }: BucketPart, bucket: string): KeyCondition {
  if (condition.side !== 'partition') return condition
  const templates = condition.templates.map(text => {
    const template = parseTemplate(text)
    if (isFault(template)) return text
    const parts = template.parts.map(part =>
      part.kind === 'attribute' && part.name === name && part.transform?.type === unit
        ? { kind: 'text' as const, text: bucket }
        : part,
    )
    return printTemplate({ parts })
  })
  return { ...condition, templates }
}

function bucketOf({ name, unit }: BucketPart, known: AttributeMap): string | undefined {
  const bucket = renderPrefix([{ kind: 'attribute', name, transform: { type: unit } }], known)
  return bucket !== undefined && /^\d{4}(-\d\d){0,2}(T\d\d)?$/.test(bucket) ? bucket : undefined
}

/** The years, months, days or hours from one to another, both included; of a range turned round only the first. */
function bucketsBetween(first: string, last: string): readonly string[] | undefined {
  const buckets = [first]
  for (let bucket = first; bucket < last; ) {
    bucket = nextBucket(bucket)
    buckets.push(bucket)
    if (buckets.length > MOST_BUCKETS) return undefined
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
