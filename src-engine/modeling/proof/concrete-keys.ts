import { type AttributeMap, type AttributeValue, emptyAttributeMap } from '#dynamo'
import type { CallTarget, KeyCondition } from '../access-patterns/access-path.ts'
import type { KeyTemplate, TemplatePart } from '../templates/key-template.ts'
import { isFault, parseTemplate } from '../templates/parse-template.ts'
import { renderPrefix, renderTemplate } from '../templates/render-template.ts'
import type { ConcreteCondition } from './concrete-request.ts'
import { isRange, keysByBucket } from './time-buckets.ts'

/** Most requests that one planned call may turn into, by its shards. */
const MOST_VARIANTS = 400

/**
 * The key conditions of a target with values. Several when the partition key has a shard that the caller does not know, or
 * buckets of a range of time. Undefined when a template cannot be made of what is known.
 */
export function concreteConditions(
  target: Pick<CallTarget, 'key'>,
  known: AttributeMap,
): readonly (readonly ConcreteCondition[])[] | undefined {
  return concreteSteps(target, known)?.flat()
}

/**
 * The same, bucket after bucket in the order of time: a page that is full needs no further bucket. The shards of a bucket
 * are asked side by side.
 */
export function concreteSteps(
  target: Pick<CallTarget, 'key'>,
  known: AttributeMap,
): readonly (readonly (readonly ConcreteCondition[])[])[] | undefined {
  const steps = keysByBucket(target.key, known)?.map(key => variantsByShard(key, known))
  return steps?.every(step => step !== undefined) === true ? steps : undefined
}

function variantsByShard(
  key: readonly KeyCondition[],
  known: AttributeMap,
): readonly (readonly ConcreteCondition[])[] | undefined {
  let variants: readonly (readonly ConcreteCondition[])[] = [[]]
  for (const condition of key) {
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
  const hasShards = template.parts.some(part => part.kind === 'attribute' && part.transform?.type === 'shard')
  const value = hasShards ? undefined : renderTemplate(template, known)
  return value === undefined ? variantsOf(template, known) : [value]
}

/** The template's values for every shard. */
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
  const isShard = part.kind === 'attribute' && part.transform?.type === 'shard'
  if (isShard && (!Object.hasOwn(known, part.name) || isRange(part.name, known))) {
    return Array.from({ length: part.transform.count }, (_, at) => String(at))
  }
  const text = renderPrefix([part], known)
  return text === undefined ? undefined : [text]
}
