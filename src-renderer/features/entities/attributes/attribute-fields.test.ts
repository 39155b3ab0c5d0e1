import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EntityAttribute, Json } from '#modeling'
import { ATTRIBUTE_FIELDS, countFromText, fieldText, pastedAttributes, withField } from './attribute-fields.ts'
import { generatorText, readGenerator } from './generator-text.ts'

describe('generators as text', () => {
  test.each([
    ['ulid', { type: 'ulid' }],
    ['integer(min=1, max=5)', { type: 'integer', min: 1, max: 5 }],
    ['one-of(OPEN, SHIPPED, "a, b", 3)', { type: 'one-of', values: ['OPEN', 'SHIPPED', 'a, b', 3] }],
    ['sequence(prefix=C-, digits=4)', { type: 'sequence', prefix: 'C-', digits: 4 }],
    ['constant(value="3")', { type: 'constant', value: '3' }],
  ])('%s', (text, generator) => {
    expect(generatorText(generator)).toBe(text)
    expect(readGenerator(text)).toEqual({ generator })
  })

  test('reading what is written gives the generator back', () => {
    const plain = fc.oneof(fc.string(), fc.integer(), fc.boolean())
    const json: fc.Arbitrary<Json> = fc.oneof(plain, fc.array(plain))
    const generator = fc.oneof(
      fc.record({ type: fc.constant('one-of'), values: fc.array(plain, { minLength: 1 }) }),
      fc
        .dictionary(fc.stringMatching(/^[a-z]+$/), json, { noNullPrototype: true })
        .map(settings => ({ ...settings, type: 'integer' })),
    )
    fc.assert(
      fc.property(generator, made => {
        expect(readGenerator(generatorText(made))).toEqual({ generator: made })
      }),
    )
  })

  test.each(['integr', 'one-of', 'one-of()', 'integer(1)', 'integer(min="1)', '{"a":1}', '{'])('%s is none', text => {
    expect(readGenerator(text)).toHaveProperty('fault')
  })
  test('nothing typed is the default', () => expect(readGenerator('  ')).toEqual({ generator: undefined }))
})

describe('members of an attribute as text', () => {
  const full: EntityAttribute = {
    name: 'state',
    type: 'S',
    optional: true,
    presence: 0.4,
    size: 8,
    maxSize: 20,
    unique: true,
    mutable: true,
    distinct: 4,
    generator: { type: 'one-of', values: ['OPEN', 'PAID'] },
  }
  test.each(ATTRIBUTE_FIELDS)('%s as it stands changes nothing', field => {
    expect(withField(full, field, fieldText(full, field))).toEqual({ attribute: full })
  })
  test.each([
    ['presence', '', { name: 'a', type: 'S' }],
    ['presence', '0.25', { name: 'a', type: 'S', optional: true, presence: 0.25 }],
    ['presence', '25%', { name: 'a', type: 'S', optional: true, presence: 0.25 }],
    ['presence', 'opt', { name: 'a', type: 'S', optional: true }],
    ['presence', '100 %', { name: 'a', type: 'S' }],
    ['type', 'number', { name: 'a', type: 'N' }],
    ['type', 'string set', { name: 'a', type: 'SS' }],
    ['distinct', '2.5k', { name: 'a', type: 'S', distinct: 2500 }],
    ['unique', 'x', { name: 'a', type: 'S', unique: true }],
  ] as const)('%s %j', (field, text, attribute) => {
    expect(withField({ name: 'a', type: 'S' }, field, text)).toEqual({ attribute })
  })
  test.each([
    ['presence', '140 %'],
    ['type', 'Q'],
    ['size', 'big'],
    ['unique', 'maybe'],
    ['name', ' '],
    ['generator', 'nope'],
  ] as const)('%s %j is refused with what to type', (field, text) => {
    expect(withField({ name: 'a', type: 'S' }, field, text)).toEqual({ fault: expect.stringMatching(/\w/) })
  })
  test.each([
    ['1,200', 1200],
    ['10k', 10_000],
    ['1.5 M', 1_500_000],
    ['', undefined],
    ['k', undefined],
    ['-1', undefined],
  ])('countFromText(%j)', (text, count) => expect(countFromText(text)).toBe(count))
})

test('pasted lines become attributes; titles, doubles and empty lines do not', () => {
  const lines = [
    ['Name', 'Type', 'In'],
    ['id', 'S', ''],
    ['age', 'number', '30 %'],
    ['', 'S'],
    ['id', 'N'],
    ['taken', 'S'],
    ['odd', 'what'],
  ]
  expect(pastedAttributes(lines, ['name', 'type', 'presence'], ['taken'])).toEqual([
    { name: 'id', type: 'S' },
    { name: 'age', type: 'N', optional: true, presence: 0.3 },
    { name: 'odd', type: 'S' },
  ])
})
