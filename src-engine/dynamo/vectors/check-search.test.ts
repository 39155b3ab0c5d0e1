import { describe, expect, test } from 'vitest'
import { bindSearchCondition } from '../expressions/bind.ts'
import { Bindings } from '../expressions/bindings.ts'
import type { VectorIndexDefinition } from '../schema/table-definition.ts'
import type { AttributeMap } from '../values/attribute-value.ts'
import { readSearchVector, searchScopeOf } from './check-search.ts'

const index: VectorIndexDefinition = {
  name: 'vix',
  attribute: 'v',
  dimensions: 2,
  distance: 'COSINE',
  searchSchema: [
    { name: 'released', type: 'N', role: 'INLINE_FILTER' },
    { name: 'tenant', type: 'S', role: 'HASH' },
    { name: 'genre', type: 'S', role: 'INLINE_FILTER' },
  ],
  projection: { type: 'ALL' },
}
const VALUES: AttributeMap = { ':t': { S: 't' }, ':y': { N: '1984' }, ':g': { S: 'drama' }, ':e': { S: '' } }
const terms = (text: string) => bindSearchCondition(text, new Bindings({ names: { '#t': 'tenant' }, values: VALUES }))

function refusal(act: () => unknown): string {
  try {
    act()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('the condition by itself', () => {
  test('values may stand first, names may be placeholders, parentheses do nothing', () => {
    expect(terms(':y = #t AND (genre = :g)')).toEqual([
      { attribute: 'tenant', value: { N: '1984' }, nested: false },
      { attribute: 'genre', value: { S: 'drama' }, nested: false },
    ])
  })

  test.each([
    ['tenant < :t', 'Invalid comparator used in SearchConditionExpression'],
    ['tenant <> :t', 'Invalid comparator used in SearchConditionExpression'],
    ['tenant = :t AND genre >= :g', 'Invalid comparator used in SearchConditionExpression'],
    ['genre BETWEEN :g AND :t', 'Invalid operator used in SearchConditionExpression'],
    ['genre IN (:g, :t)', 'Invalid operator used in SearchConditionExpression'],
    ['tenant = :t OR genre = :g', 'Invalid operator used in SearchConditionExpression'],
    ['NOT tenant = :t', 'Invalid operator used in SearchConditionExpression'],
    ['begins_with(genre, :g)', 'Invalid operator used in SearchConditionExpression'],
    ['tenant = genre', 'Invalid operator used in SearchConditionExpression'],
    ['tenant.x = :t', 'SearchConditionExpression cannot have conditions on nested attributes'],
    ['tenant = :t AND #t = :g', 'SearchConditionExpression must only contain one condition per attribute'],
    ['tenant = :t AND', 'Syntax error; token: "<EOF>", near: "AND"'],
    ['', 'The expression can not be empty;'],
  ])('%s', (text, message) => {
    expect(refusal(() => terms(text))).toBe(`Invalid SearchConditionExpression: ${message}`)
  })
})

describe('the condition on an index', () => {
  const scope = (text?: string) => searchScopeOf(index, text === undefined ? undefined : terms(text))

  test('filters stand in the order of the schema, undefined where they are not named', () => {
    expect(scope('genre = :g AND tenant = :t')).toEqual({ hash: { S: 't' }, filters: [undefined, { S: 'drama' }] })
    const open = { ...index, searchSchema: [] }
    expect(searchScopeOf(open, undefined)).toEqual({ hash: undefined, filters: [] })
  })

  test.each([
    [undefined, 'SearchConditionExpression must be provided when SearchSchema has a HASH key'],
    ['released = :y', 'SearchConditionExpression must have all HASH attributes in configured SearchSchema'],
    [
      'tenant = :t AND title = :t',
      'SearchConditionExpression must not contain any attributes that is not in SearchSchema. Invalid attribute: title',
    ],
    [
      'tenant = :y',
      "Type of 'tenant' attribute in SearchConditionExpression (N) does not match type in search schema (S)",
    ],
    [
      'tenant = :t AND released = :t',
      "Type of 'released' attribute in SearchConditionExpression (S) does not match type in search schema (N)",
    ],
    [
      'tenant = :e',
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: tenant',
    ],
  ])('%s', (text, message) => {
    expect(refusal(() => scope(text))).toBe(message)
  })
})

test.each([{ S: 'x' }, { L: [{ N: '1' }] }, { N: `1${'0'.repeat(39)}` }])(
  '%j is no part of a search vector',
  element => {
    expect(refusal(() => readSearchVector([{ N: '1' }, element]))).toBe(
      'Search vector contains invalid values. All values in the search vector must be a 32-bit floating-point number attribute',
    )
  },
)
