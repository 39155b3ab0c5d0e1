import type { AttributeType } from '#dynamo'
import type { EntityAttribute } from '#modeling'
import { TYPE_NAMES } from '../../../ui/index.ts'
import { generatorText, readGenerator } from './generator-text.ts'

/** What is typed of an attribute, each in a column of its own. */
export const ATTRIBUTE_FIELDS = [
  'name',
  'type',
  'presence',
  'size',
  'maxSize',
  'unique',
  'mutable',
  'distinct',
  'generator',
] as const
export type AttributeField = (typeof ATTRIBUTE_FIELDS)[number]

export type ReadField = { readonly attribute: EntityAttribute } | { readonly fault: string }

/** A member of an attribute as it is typed. Nothing stands for what the model does not state. */
export function fieldText(attribute: EntityAttribute, field: AttributeField): string {
  switch (field) {
    case 'name':
    case 'type':
      return attribute[field]
    case 'presence':
      return presenceText(attribute)
    case 'size':
    case 'maxSize':
    case 'distinct':
      return attribute[field] === undefined ? '' : String(attribute[field])
    case 'unique':
    case 'mutable':
      return attribute[field] === true ? 'yes' : ''
    case 'generator':
      return generatorText(attribute.generator)
  }
}

/** The attribute with a member as typed; the name is not looked at here (renaming has a command of its own). */
export function withField(attribute: EntityAttribute, field: AttributeField, text: string): ReadField {
  const typed = text.trim()
  switch (field) {
    case 'name':
      return typed === '' ? { fault: 'An attribute needs a name' } : { attribute: { ...attribute, name: text } }
    case 'type':
      return withType(attribute, typed)
    case 'presence':
      return withPresence(attribute, typed)
    case 'size':
    case 'maxSize':
    case 'distinct':
      return withCount(attribute, field, typed)
    case 'unique':
    case 'mutable':
      return withFlag(attribute, field, typed)
    case 'generator': {
      const read = readGenerator(typed)
      if ('fault' in read) return read
      const { generator: _before, ...rest } = attribute
      return { attribute: read.generator === undefined ? rest : { ...rest, generator: read.generator } }
    }
  }
}

function presenceText({ optional, presence }: EntityAttribute): string {
  if (optional !== true) return ''
  return presence === undefined ? 'optional' : `${Number((presence * 100).toFixed(4))} %`
}

function withPresence(attribute: EntityAttribute, typed: string): ReadField {
  const { optional: _optional, presence: _presence, ...rest } = attribute
  const word = typed.toLowerCase()
  if (word === '' || word === 'always') return { attribute: rest }
  if (word === 'optional' || 'optional'.startsWith(word)) return { attribute: { ...rest, optional: true } }
  const [, digits = '', sign] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(word) ?? []
  // A share may be written as one: 0.5 is half, and so is 50.
  const share = sign === '' && Number(digits) <= 1 ? Number(digits) : Number(digits) / 100
  if (digits === '' || share > 1) return { fault: 'Type how many items have it, such as 40 %, or nothing for all' }
  return { attribute: share === 1 ? rest : { ...rest, optional: true, presence: share } }
}

function withType(attribute: EntityAttribute, typed: string): ReadField {
  const type = attributeType(typed)
  if (type === undefined) return { fault: 'Type one of S, N, B, BOOL, M, L, SS, NS, BS, NULL' }
  return { attribute: { ...attribute, type } }
}

const TYPE_WORDS: Readonly<Record<string, AttributeType>> = {
  text: 'S',
  int: 'N',
  integer: 'N',
  decimal: 'N',
  bool: 'BOOL',
  array: 'L',
  object: 'M',
  json: 'M',
  bytes: 'B',
}

/** A type by its sign or its name, as DynamoDB or another tool writes it; undefined when it is none. */
export function attributeType(text: string): AttributeType | undefined {
  const upper = text.trim().toUpperCase()
  const word = text.trim().toLowerCase()
  for (const [type, name] of Object.entries(TYPE_NAMES) as [AttributeType, string][]) {
    if (upper === type || word === name.toLowerCase()) return type
  }
  return Object.hasOwn(TYPE_WORDS, word) ? TYPE_WORDS[word] : undefined
}

function withCount(attribute: EntityAttribute, field: 'size' | 'maxSize' | 'distinct', typed: string): ReadField {
  const { [field]: _before, ...rest } = attribute
  if (typed === '') return { attribute: rest }
  const count = countFromText(typed)
  if (count === undefined) return { fault: 'Type a whole number, such as 250 or 2k' }
  return { attribute: { ...rest, [field]: count } }
}

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000, b: 1_000_000_000 }

/** A count as people write one: `1200`, `1,200`, `10k`, `2.5 M`. Undefined when it is none. */
export function countFromText(text: string): number | undefined {
  const [, digits, factor = ''] = /^(\d+(?:\.\d+)?)\s*([kmb]?)$/.exec(text.replace(/[,_\s]/g, '').toLowerCase()) ?? []
  const count = Math.round(Number(digits) * (FACTORS[factor] ?? Number.NaN))
  return Number.isSafeInteger(count) ? count : undefined
}

function withFlag(attribute: EntityAttribute, field: 'unique' | 'mutable', typed: string): ReadField {
  const { [field]: _before, ...rest } = attribute
  if (/^(|no?|false|0|-)$/i.test(typed)) return { attribute: rest }
  if (/^(y|yes|true|1|x|✓)$/i.test(typed)) return { attribute: { ...rest, [field]: true } }
  return { fault: 'Type yes, or nothing' }
}

/**
 * Attributes out of pasted lines whose cells stand for these fields in this order. A line that repeats the titles is
 * left out, and so is what a cell cannot mean: a sheet of another tool still gives names and types.
 */
export function pastedAttributes(
  lines: readonly (readonly string[])[],
  fields: readonly AttributeField[],
  taken: readonly string[],
): readonly EntityAttribute[] {
  const names = new Set(taken)
  const made: EntityAttribute[] = []
  for (const [at, cells] of lines.entries()) {
    const name = cells[fields.indexOf('name')]?.trim() ?? ''
    if (name === '' || names.has(name) || (at === 0 && isHeading(cells))) continue
    names.add(name)
    let attribute: EntityAttribute = { name, type: 'S' }
    for (const [column, text] of cells.entries()) {
      const field = fields[column]
      if (field === undefined || field === 'name') continue
      const read = withField(attribute, field, text)
      if ('attribute' in read) attribute = read.attribute
    }
    made.push(attribute)
  }
  return made
}

function isHeading(cells: readonly string[]): boolean {
  return /^(name|attribute|field|column)$/i.test(cells[0]?.trim() ?? '') && /^type$/i.test(cells[1]?.trim() ?? 'type')
}
