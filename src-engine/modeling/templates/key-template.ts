/**
 * A key template: text with attributes of the entity in braces, such as `ORDER#{orderDate}#{orderId}`.
 *
 *     {name}            the attribute's value; alone in the template it keeps its type (N, B), else it is text
 *     {name|pad:10}     a number of fixed width before its point, so that text order is number order (rule K10)
 *     {name|year} {name|month} {name|day} {name|hour}
 *                       a time cut to its bucket (rule K4); ISO 8601 text or epoch seconds
 *     {name|shard:8}    0 to 7 by a hash of the value: a calculated suffix that spreads a hot key (rules H2 to H4)
 *     {{ and }}         a brace
 *
 * An item that lacks an attribute of a template lacks the key attribute: that is what makes an index sparse (rule I3).
 */
export interface KeyTemplate {
  readonly parts: readonly TemplatePart[]
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'attribute'; readonly name: string; readonly transform?: Transform }

/** What a time can be cut to. */
export type BucketUnit = 'year' | 'month' | 'day' | 'hour'

export type Transform =
  | { readonly type: 'pad'; readonly width: number }
  | { readonly type: BucketUnit }
  | { readonly type: 'shard'; readonly count: number }

/** Why a text is no template, and where. */
export interface TemplateFault {
  readonly reason: string
  /** UTF-16 code unit in the text. */
  readonly offset: number
}
