import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DynamoError } from '../errors/dynamo-error.ts'
import { RequestFault } from '../errors/request-fault.ts'
import { readAttributeMap, readAttributeValue, readItem } from './wire.ts'

const P = 'One or more parameter values were invalid: '
const EMPTY = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
const SEVERAL =
  'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'
const TOO_DEEP =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit'

function faultOf(run: () => unknown): DynamoError {
  try {
    run()
  } catch (error) {
    if (error instanceof DynamoError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

function nested(levels: number, leaf: unknown): unknown {
  let value = leaf
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { M: { n: value } } : { L: [value] }
  return value
}

describe('readAttributeValue: canonical form', () => {
  test('returns the same object, untouched, when it is canonical', () => {
    const json = { M: { a: { N: '1.5' }, l: { L: [{ S: '' }, { NS: ['1', '2'] }] }, b: { B: 'AA==' } } }
    const before = structuredClone(json)
    expect(readAttributeValue(json)).toBe(json)
    expect(json).toEqual(before)
  })

  test('makes numbers canonical in place, at every depth', () => {
    const json = { L: [{ N: '+1.50' }, { M: { n: { NS: ['.5', '1e2'] } } }] }
    expect(readAttributeValue(json)).toEqual({ L: [{ N: '1.5' }, { M: { n: { NS: ['0.5', '100'] } } }] })
  })

  test('drops unknown and null members', () => {
    expect(readAttributeValue({ S: 'a', N: null, X: 1 })).toEqual({ S: 'a' })
    expect(readItem({ a: { S: 'a' }, b: null })).toEqual({ a: { S: 'a' } })
  })

  test.each([
    [{ S: '' }],
    [{ SS: [''] }],
    [{ BS: ['', 'AA=='] }],
    [{ L: [] }],
    [{ M: {} }],
    [{ BOOL: false }],
    [{ NULL: true }],
  ])('takes %j', json => {
    expect(readAttributeValue(structuredClone(json))).toEqual(json)
  })
})

describe('readAttributeValue: faults that some operations wrap', () => {
  test.each([
    [{ NULL: false }, `${P}Null attribute value types must have the value of true`],
    [{ SS: [] }, `${P}An string set  may not be empty`],
    [{ NS: [] }, `${P}An number set  may not be empty`],
    [{ BS: [] }, `${P}Binary sets should not be empty`],
    [{ SS: ['b', 'a', 'b'] }, `${P}Input collection ["a", "b", "b"] contains duplicates.`],
    [{ SS: ['b', 'a', 'a', 'd', 'c'] }, `${P}Input collection ["a", "b", "a", "d", "c"] contains duplicates.`],
    [{ BS: ['/w==', 'AA==', 'AA=='] }, `${P}Input collection ["AA==","/w==","AA=="]of type BS contains duplicates.`],
    [{ NS: ['2', '1', '2.0'] }, `${P}Input collection contains duplicates.`],
    [{ NS: ['1', ''] }, 'The parameter cannot be converted to a numeric value: '],
    [{ N: 'b' }, 'The parameter cannot be converted to a numeric value: b'],
    [{ S: 'a', N: 'b' }, 'The parameter cannot be converted to a numeric value: b'],
    [{ L: [{ N: 'x' }, { N: 'y' }] }, 'The parameter cannot be converted to a numeric value: x'],
  ])('%j', (json, message) => {
    const fault = faultOf(() => readAttributeValue(json))
    expect(fault).toBeInstanceOf(RequestFault)
    expect(fault.message).toBe(message)
  })

  test.each([
    [{ SS: ['b', 'a', 'b'] }, `${P}Input collection [b, a, b] contains duplicates.`],
    [{ BS: ['/w==', 'AA==', 'AA=='] }, `${P}Input collection [/w==, AA==, AA==]of type BS contains duplicates.`],
    [{ NS: ['2', '1', '2'] }, 'Input collection contains duplicates'],
  ])('older wording of %j', (json, olderMessage) => {
    expect(faultOf(() => readAttributeValue(json))).toMatchObject({ olderMessage })
  })

  test('finds the repeat in a large set', () => {
    const members = Array.from({ length: 100 }, (_, n) => `m${n}`)
    expect(readAttributeValue({ SS: members })).toEqual({ SS: members })
    expect(faultOf(() => readAttributeValue({ SS: [...members, 'm99'] })).message).toContain(
      '"m99"] contains duplicates.',
    )
  })
})

describe('readAttributeValue: bare faults', () => {
  test.each([
    [{}, EMPTY],
    [{ X: 'a' }, EMPTY],
    [{ S: null }, EMPTY],
    [{ S: 'a', N: '1' }, SEVERAL],
    [{ M: { a: {} } }, EMPTY],
    [{ L: [{ S: 'a', BOOL: true }] }, SEVERAL],
    [{ M: { '': { S: 'a' } } }, 'Empty attribute name'],
  ])('%j', (json, message) => {
    const fault = faultOf(() => readAttributeValue(json))
    expect(fault).not.toBeInstanceOf(RequestFault)
    expect(fault).toMatchObject({ code: 'ValidationException', message })
  })

  test('32 levels are the most, the attribute being the first', () => {
    expect(() => readItem({ a: nested(31, { S: 'leaf' }) })).not.toThrow()
    expect(() => readItem({ a: nested(31, { M: {} }) })).not.toThrow()
    expect(faultOf(() => readItem({ a: nested(32, { S: 'leaf' }) })).message).toBe(TOO_DEEP)
    expect(faultOf(() => readItem({ a: nested(100_000, { S: 'leaf' }) })).message).toBe(TOO_DEEP)
  })

  test('faults come in document order', () => {
    expect(faultOf(() => readItem({ a: { N: 'x' }, b: nested(32, { S: '' }) })).message).toContain('numeric value: x')
    expect(faultOf(() => readItem({ b: nested(32, { S: '' }), a: { N: 'x' } })).message).toBe(TOO_DEEP)
    expect(faultOf(() => readItem({ a: {}, '': { N: 'x' } })).message).toBe(EMPTY)
  })

  test('attribute names have at most 65535 bytes', () => {
    expect(() => readItem({ ['a'.repeat(65_535)]: { S: '' } })).not.toThrow()
    expect(() => readItem({ [`a${'é'.repeat(32_767)}`]: { S: '' } })).not.toThrow()
    expect(faultOf(() => readItem({ ['a'.repeat(65_536)]: { S: '' } })).code).toBe('ValidationException')
    expect(faultOf(() => readItem({ ['é'.repeat(32_768)]: { S: '' } })).code).toBe('ValidationException')
  })
})

describe('readItem: names and hostile JSON', () => {
  test('takes names that objects inherit', () => {
    const json = JSON.parse('{"__proto__":{"S":"x"},"toString":{"N":"1.0"}}') as Record<string, unknown>
    expect(JSON.stringify(readItem(json))).toBe('{"__proto__":{"S":"x"},"toString":{"N":"1"}}')
  })

  test('never throws anything but a DynamoError', () => {
    const tag = fc.constantFrom('S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M', 'X', '__proto__', '')
    const { value } = fc.letrec(tie => ({
      scalar: fc.oneof(
        fc.constantFrom('', '1', '1e5', 'AA==', 'a', null, true, false, 0),
        fc.string({ maxLength: 4 }),
      ),
      value: fc.oneof(
        { maxDepth: 6 },
        tie('scalar'),
        fc.array(tie('scalar'), { maxLength: 3 }),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(tag, tie('value'), { maxKeys: 3 }),
        fc.tuple(tag, tie('value')).map(([name, content]) => ({ [name]: content })),
      ),
    }))
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 2 }), value, { maxKeys: 3 }), json => {
        const text = JSON.stringify(json)
        try {
          const item = readAttributeMap(JSON.parse(text) as Record<string, unknown>)
          const again = JSON.stringify(item)
          expect(JSON.stringify(readAttributeMap(JSON.parse(again) as Record<string, unknown>))).toBe(again)
        } catch (error) {
          expect(error).toBeInstanceOf(DynamoError)
        }
      }),
      { numRuns: 5000 },
    )
  })
})
