import { describe, expect, test } from 'vitest'
import type { AttributeType, AttributeValue } from '#dynamo'
import { valueSource } from '../../../ui/index.ts'
import { convertedValue, valueFromText } from './typed-text.ts'

describe('valueFromText', () => {
  const values: readonly AttributeValue[] = [
    { S: 'ORDER#1' },
    { S: '{"M": {}}' },
    { N: '12345678901234567890123456789012345678' },
    { B: 'AQI=' },
    { BOOL: false },
    { NULL: true },
    { SS: ['a', 'b'] },
    { L: [{ N: '1' }, { M: { a: { S: 'b' } } }] },
    { M: { M: { S: 'a map with an attribute M' } } },
  ]
  test.each(values)('reads back what the editor shows of %j', value => {
    const [type] = Object.keys(value) as [AttributeType]
    expect(valueFromText(valueSource(value), type)).toEqual({ value })
  })

  test('makes numbers canonical', () => {
    expect(valueFromText(' 1.50 ', 'N')).toEqual({ value: { N: '1.5' } })
  })

  test('takes lists and maps without their type', () => {
    expect(valueFromText('["a"]', 'SS')).toEqual({ value: { SS: ['a'] } })
    expect(valueFromText('{"city": {"S": "Oslo"}}', 'M')).toEqual({ value: { M: { city: { S: 'Oslo' } } } })
  })

  test.each<[string, AttributeType]>([
    ['twelve', 'N'],
    ['', 'N'],
    ['1e200', 'N'],
    ['not base64', 'B'],
    ['yes', 'BOOL'],
    ['[]', 'SS'],
    ['["a", "a"]', 'SS'],
    ['{"city": "Oslo"}', 'M'],
    ['{', 'M'],
  ])('refuses %j as %s and says what to type', (text, type) => {
    expect(valueFromText(text, type)).toEqual({ fault: expect.stringMatching(/./) })
  })
})

test('convertedValue keeps what the new type can hold', () => {
  expect(convertedValue('12', 'N')).toEqual({ N: '12' })
  expect(convertedValue('twelve', 'N')).toEqual({ N: '0' })
  expect(convertedValue('true', 'BOOL')).toEqual({ BOOL: true })
})
