import type { KeyDefinition, KeyPart } from '#dynamo'
import type { Comparison, Given } from '../document/model-document.ts'
import type { BucketUnit, KeyTemplate, TemplatePart } from '../templates/key-template.ts'
import { printTemplate } from '../templates/print-template.ts'
import type { KeyCondition } from './access-path.ts'

/** The end of every text that begins with what stands before it: no text sorts behind it. */
export const HIGHEST = '\u{10ffff}'

/** A time bucket in the partition key (rule K4), of a time that the caller does not know exactly. */
export interface BucketMatch {
  readonly attribute: string
  readonly unit: BucketUnit
  /** How the time is limited; undefined: not at all. */
  readonly range: Comparison | undefined
}

/** How the key of a view takes up what a caller knows of one kind of item. */
export interface KeyMatch {
  readonly conditions: readonly KeyCondition[]
  /** What the key does not say: to be filtered after reading. */
  readonly leftover: readonly Given[]
  /** Attributes by which the items found are ordered, most significant first. */
  readonly orderedBy: readonly string[]
  /** Requests that it takes, because the partition key has a calculated suffix that the caller does not know. */
  readonly shards: number
  /** The buckets that have to be gone through; undefined: none, or the one of a known time. */
  readonly bucket: BucketMatch | undefined
  /** Every key attribute is given whole: at most one item of a table. */
  readonly complete: boolean
  /** An order that was wanted of numbers inside a text is none. */
  readonly unpadded: readonly string[]
}

type TemplateOf = (keyAttribute: string) => KeyTemplate | undefined
type TypeOf = (attribute: string) => string | undefined

/**
 * Matches what is given against a key: every partition attribute has to be known, sort attributes are taken from the
 * left as far as they are known, with one range at the end. Undefined when the partition key cannot be made.
 */
export function matchKey(
  key: KeyDefinition,
  templateOf: TemplateOf,
  typeOf: TypeOf,
  givens: readonly Given[],
): KeyMatch | undefined {
  const match = new Matching(givens, typeOf)
  for (const part of key.partition) {
    const template = templateOf(part.name)
    if (template === undefined || !match.takePartition(part, template)) return undefined
  }
  for (const part of key.sort) {
    const template = templateOf(part.name)
    if (template === undefined) return undefined
    match.takeSort(part, template)
  }
  return match.result()
}

class Matching {
  private readonly givens: readonly Given[]
  private readonly typeOf: TypeOf
  private readonly conditions: KeyCondition[] = []
  private readonly used = new Set<Given>()
  private readonly orderedBy: string[] = []
  private readonly unpadded: string[] = []
  private shards = 1
  private bucket: BucketMatch | undefined
  /** Sort attributes are compared as long as all before them are equal. */
  private open = true

  constructor(givens: readonly Given[], typeOf: TypeOf) {
    this.givens = givens
    this.typeOf = typeOf
  }

  takePartition({ name }: KeyPart, template: KeyTemplate): boolean {
    for (const part of template.parts) if (!this.takePartitionPart(part)) return false
    const templates = [printTemplate(template)]
    this.conditions.push({ attribute: name, side: 'partition', is: '=', templates })
    return true
  }

  private takePartitionPart(part: TemplatePart): boolean {
    if (part.kind === 'text') return true
    const equal = this.given(part.name, '=')
    switch (part.transform?.type) {
      case undefined:
      case 'pad':
        if (equal !== undefined) this.used.add(equal)
        return equal !== undefined
      case 'shard':
        if (equal === undefined) this.shards *= part.transform.count
        return true
      case 'year':
      case 'month':
      case 'day':
      case 'hour':
        return equal !== undefined || this.takeBucket(part.name, part.transform.type)
    }
  }

  /**
   * The buckets that a range spans, or all there are: a caller goes through them in the order of time. The time itself is
   * still to be compared. The beginning of a time says nothing of its buckets, and two times span too many together.
   */
  private takeBucket(attribute: string, unit: BucketUnit): boolean {
    const range = this.rangeOf(attribute)?.is
    if (range === 'begins_with' || this.bucket !== undefined) return false
    this.bucket = { attribute, unit, range }
    return true
  }

  takeSort(key: KeyPart, template: KeyTemplate): void {
    const fixed: TemplatePart[] = []
    let at = 0
    for (; at < template.parts.length && this.open; at++) {
      const part = template.parts[at]
      if (part === undefined || !this.takeFixed(part)) break
      fixed.push(part)
    }
    if (this.open && at === template.parts.length) {
      const templates = [printTemplate(template)]
      this.conditions.push({ attribute: key.name, side: 'sort', is: '=', templates })
      return
    }
    const rest = template.parts.slice(at)
    if (this.open) this.takeRange(key, fixed, rest)
    this.open = false
    this.noteOrder(rest, template.parts.length > 1)
  }

  private takeFixed(part: TemplatePart): boolean {
    if (part.kind === 'text') return true
    const equal = this.given(part.name, '=')
    if (equal === undefined) return false
    if (part.transform === undefined || part.transform.type === 'pad') this.used.add(equal)
    return true
  }

  /** The comparison of the first attribute that is not fixed, behind a fixed beginning. */
  private takeRange(key: KeyPart, fixed: readonly TemplatePart[], rest: readonly TemplatePart[]): void {
    const [next] = rest
    const range =
      next?.kind === 'attribute' && this.isOrdered(next, fixed.length + rest.length > 1)
        ? this.rangeOf(next.name)
        : undefined
    if (next?.kind === 'attribute' && range !== undefined) {
      if (next.transform === undefined || next.transform.type === 'pad') this.used.add(range)
      const isAlone = fixed.length === 0 && rest.length === 1
      const [is, templates] = isAlone ? ownRange(next, range) : rangeInText(fixed, next, range, rest.length > 1)
      this.conditions.push({ attribute: key.name, side: 'sort', is, templates })
    } else if (fixed.length > 0) {
      const templates = [printTemplate({ parts: fixed })]
      this.conditions.push({ attribute: key.name, side: 'sort', is: 'begins_with', templates })
    }
  }

  private noteOrder(rest: readonly TemplatePart[], inText: boolean): void {
    for (const part of rest) {
      if (part.kind === 'text') continue
      if (!this.isOrdered(part, inText)) {
        this.unpadded.push(part.name)
        return
      }
      this.orderedBy.push(part.name)
      // Within a bucket the order is that of what follows.
      if (part.transform !== undefined && part.transform.type !== 'pad') return
    }
  }

  /** Numbers inside a text order as text, unless they have a fixed width (rule K10). */
  private isOrdered(part: TemplatePart, inText: boolean): boolean {
    if (part.kind === 'text') return true
    if (part.transform?.type === 'shard') return false
    return !inText || part.transform !== undefined || this.typeOf(part.name) !== 'N'
  }

  private given(attribute: string, is: Comparison): Given | undefined {
    return this.givens.find(given => given.attribute === attribute && (given.is ?? '=') === is)
  }

  private rangeOf(attribute: string): Given | undefined {
    return this.givens.find(given => given.attribute === attribute && (given.is ?? '=') !== '=')
  }

  result(): KeyMatch {
    return {
      conditions: this.conditions,
      leftover: this.givens.filter(given => !this.used.has(given)),
      orderedBy: this.orderedBy,
      shards: this.shards,
      bucket: this.bucket,
      complete: this.conditions.every(({ is }) => is === '=') && this.open,
      unpadded: this.unpadded,
    }
  }
}

/** The caller's two values of a range, as a template names them. */
const from = (part: TemplatePart): TemplatePart => named(part, 'from')
const to = (part: TemplatePart): TemplatePart => named(part, 'to')

function named(part: TemplatePart, end: 'from' | 'to'): TemplatePart {
  return part.kind === 'text' ? part : { ...part, name: `${part.name}.${end}` }
}

/** The sort attribute is the attribute itself: the comparison goes as it is. */
function ownRange(part: TemplatePart, { is = '=' }: Given): readonly [Comparison, readonly string[]] {
  const print = (printed: TemplatePart): string => printTemplate({ parts: [printed] })
  return is === 'between' ? [is, [print(from(part)), print(to(part))]] : [is, [print(part)]]
}

/**
 * The attribute stands inside a text: the comparison becomes one of texts, closed to the side where other items with
 * another beginning lie.
 */
function rangeInText(
  fixed: readonly TemplatePart[],
  part: TemplatePart,
  { is = '=' }: Given,
  hasMore: boolean,
): readonly [Comparison, readonly string[]] {
  const text = (...parts: readonly TemplatePart[]): string => printTemplate({ parts: [...fixed, ...parts] })
  const end: TemplatePart = { kind: 'text', text: HIGHEST }
  const upTo = (last: TemplatePart): string => (hasMore ? text(last, end) : text(last))
  switch (is) {
    case 'between':
      return [is, [text(from(part)), upTo(to(part))]]
    case 'begins_with':
    case '=':
      return ['begins_with', [text(part)]]
    case '>=':
      return ['between', [text(part), text(end)]]
    case '>':
      return ['between', [text(part, hasMore ? end : { kind: 'text', text: '\u0000' }), text(end)]]
    case '<=':
      return ['between', [text(), upTo(part)]]
    case '<':
      // Without anything behind it the value itself is in the range: a text has no greatest one below it.
      return ['between', [text(), text(part)]]
  }
}
