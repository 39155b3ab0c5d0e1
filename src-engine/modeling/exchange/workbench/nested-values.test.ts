import { describe, expect, test } from 'vitest'
import type { Json } from '../../document/model-document.ts'
import { jsonOf } from '../../json/json-value.ts'
import { readJson } from '../../json/read-json.ts'
import { readTopLevel } from './nested-values.ts'

function read(text: string) {
  const parsed = readJson(text)
  if ('fault' in parsed) throw new Error(parsed.fault.reason)
  const findings = { plain: false, doubled: false }
  const value = readTopLevel(jsonOf(parsed.node), findings)
  return { value, ...findings }
}

describe('the four forms of nested values', () => {
  test.each<[string, string, Json]>([
    [
      'typed',
      '{"M": {"city": {"S": "Oslo"}, "log": {"L": [{"N": "1"}]}}}',
      { M: { city: { S: 'Oslo' }, log: { L: [{ N: '1' }] } } },
    ],
    [
      'plain',
      '{"M": {"on": true, "at": {"x": 59}, "none": null, "list": [1, "a"]}}',
      {
        M: {
          on: { BOOL: true },
          at: { M: { x: { N: '59' } } },
          none: { NULL: true },
          list: { L: [{ N: '1' }, { S: 'a' }] },
        },
      },
    ],
    ['doubled wrapper', '{"M": {"M": {"HP": {"N": "50"}}}}', { M: { HP: { N: '50' } } }],
    [
      'list of untyped maps',
      '{"L": [{"url": {"S": "x"}}, {"url": {"S": "y"}}]}',
      { L: [{ M: { url: { S: 'x' } } }, { M: { url: { S: 'y' } } }] },
    ],
  ])('%s', (_name, text, value) => {
    expect(read(text).value).toEqual(value)
  })

  test('are told apart for the report', () => {
    expect(read('{"M": {"a": {"S": "x"}}}')).toMatchObject({ plain: false, doubled: false })
    expect(read('{"M": {"a": 1}}')).toMatchObject({ plain: true, doubled: false })
    expect(read('{"M": {"M": {"a": {"N": "1"}}}}')).toMatchObject({ plain: false, doubled: true })
  })
})

describe('what looks typed and is not', () => {
  test.each<[string, Json]>([
    ['{"M": {"S": 1}}', { M: { S: { N: '1' } } }],
    ['{"M": {"x": {"N": "ten"}}}', { M: { x: { M: { N: { S: 'ten' } } } } }],
    ['{"M": {"x": {"SS": ["a", 1]}}}', { M: { x: { M: { SS: { L: [{ S: 'a' }, { N: '1' }] } } } } }],
    ['{"M": {"x": {"BOOL": "true"}}}', { M: { x: { M: { BOOL: { S: 'true' } } } } }],
    ['{"M": {"M": {"a": 1}}}', { M: { M: { M: { a: { N: '1' } } } } }],
    ['{"M": {"M": {}}}', { M: { M: { M: {} } } }],
    ['{"M": {"M": {"a": {"N": "1"}}, "b": 1}}', { M: { M: { M: { a: { N: '1' } } }, b: { N: '1' } } }],
    ['{"M": {"__proto__": {"x": 1}}}', { M: JSON.parse('{"__proto__": {"M": {"x": {"N": "1"}}}}') }],
  ])('%s', (text, value) => {
    expect(JSON.stringify(read(text).value)).toBe(JSON.stringify(value))
  })
})

describe('numbers', () => {
  test.each([
    ['{"N": 1}', '1'],
    ['{"N": 12345678901234567890123456789012345678}', '12345678901234567890123456789012345678'],
    ['{"N": 0.10}', '0.10'],
    ['{"N": 1e-100}', '1e-100'],
    ['{"N": "7"}', '7'],
  ])('%s keeps its digits', (text, digits) => {
    expect(read(text).value).toEqual({ N: digits })
  })
})

test('values that are not typed at the top are left alone', () => {
  for (const text of ['{}', '"x"', '{"x": 1}', '{"S": "a", "N": "1"}', '5'])
    expect(JSON.stringify(read(text).value)).toBe(JSON.stringify(JSON.parse(text)))
})
