import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fullDocument } from '../testing/full-document.ts'
import { parseModel } from './parse.ts'
import { serializeModel } from './serialize.ts'

const TEXT = serializeModel(fullDocument)

function problemsOf(text: string) {
  const parsed = parseModel(text)
  return 'problems' in parsed ? parsed.problems : []
}

/** The problems of the full document's file after one replacement, which must have had something to replace. */
function after(from: string, to: string) {
  expect(TEXT).toContain(from)
  return problemsOf(TEXT.replace(from, to)).map(({ reason, path }) => ({ reason, path }))
}

describe('a text that is not JSON is refused with the place', () => {
  test.each([
    ['', 'The file is empty', 1, 1],
    ['   \n', 'The file is empty', 2, 1],
    ['{\n  "a": 1,\n}', 'Expected a member name in double quotes, found "}"', 3, 1],
    ['{\r\n"a" 1}', 'Expected ":" after the member name, found "1"', 2, 5],
    ['[1 2]', 'Expected "," or "]" in a list, found "2"', 1, 4],
    ['{"a": 1', 'Expected "," or "}" in an object, found the end of the text', 1, 8],
    ['{"a": "x', 'The text ends inside a string', 1, 9],
    ['{"a": "x\ny"}', 'A line break or control character inside a string; write it as an escape', 1, 9],
    ['{"a": "\\x"}', 'Not an escape that JSON knows', 1, 8],
    ['{"a": 01}', 'Expected "," or "}" in an object, found "1"', 1, 8],
    ['{"a": nul}', 'Expected a value, found "n"', 1, 7],
    ['{} {}', 'Text after the end of the JSON value: "{"', 1, 4],
    ['<<<<<<< HEAD', 'Expected a value, found "<"', 1, 1],
  ])('%j', (text, reason, line, column) => {
    expect(problemsOf(text)).toMatchObject([{ reason, line, column, path: '' }])
  })

  test('the excerpt shows the line around the place', () => {
    const [problem] = problemsOf(`{\n  "format": "facet-model",\n  "name": ${'x'.repeat(200)}\n}`)
    expect(problem).toMatchObject({ line: 3, column: 11, excerpt: `"name": ${'x'.repeat(40)}…` })
  })

  test('nesting deeper than any model is refused, not run out of stack', () => {
    expect(problemsOf('['.repeat(100_000))[0]?.reason).toBe('Nested more than 400 levels deep')
  })

  test('a byte order mark in front is accepted', () => {
    expect(parseModel(`\ufeff${TEXT}`)).toEqual({ document: fullDocument })
  })
})

describe('JSON that is not a Facet model is refused by what it is', () => {
  test.each([
    ['[]', 'This is JSON, but not a Facet model'],
    ['{"name": "x"}', 'This is JSON, but not a Facet model'],
    ['{"ModelName": "x", "DataModel": []}', 'This is a NoSQL Workbench model, not a Facet model'],
    ['{"AWSTemplateFormatVersion": "2010-09-09"}', 'This is a CloudFormation template, not a Facet model'],
    ['{"format": "facet-model"}', 'The file does not say its format version'],
    ['{"format": "facet-model", "version": "1"}', 'The file does not say its format version'],
    ['{"format": "facet-model", "version": 2}', 'The file has format version 2; this Facet reads versions up to 1'],
  ])('%s', (text, reason) => {
    expect(problemsOf(text)).toMatchObject([{ reason }])
  })
})

describe('a fault in the content is reported at its path', () => {
  test('a wrong type, with line and column of the value', () => {
    const problems = problemsOf(TEXT.replace('"name": "Orders"', '"name": 7'))
    expect(problems).toMatchObject([
      {
        reason: 'Expected a text, found a number',
        path: 'records[0].name',
        line: 12,
        column: 15,
        excerpt: '"name": 7,',
      },
    ])
  })

  test.each([
    ['"position": 1,\n      "name": "Orders",', '"name": "Orders",', '"position" is missing', 'records[0].position'],
    [
      '"name": "PK", "type": "S"',
      '"name": "PK", "type": "M"',
      'Expected one of "S", "N", "B", found "M"',
      'records[0].key.partition[0].type',
    ],
    [
      '"tableClass": "STANDARD_INFREQUENT_ACCESS"',
      '"tableClass": "COLD"',
      'Expected one of "STANDARD", "STANDARD_INFREQUENT_ACCESS", found "COLD"',
      'records[0].tableClass',
    ],
    ['"read": 5', '"read": 1e999', '1e999 is too large', 'records[0].billing.throughput.read'],
    ['"read": 5', '"read": "5"', 'Expected a number, found "5"', 'records[0].billing.throughput.read'],
    [
      '"deletionProtection": true',
      '"deletionProtection": "yes"',
      'Expected true or false, found "yes"',
      'records[0].deletionProtection',
    ],
    [
      '"attributes": ["note"]',
      '"attributes": [null]',
      'Expected a text, found null',
      'records[1].projection.attributes[0]',
    ],
    ['"id": "item-1"', '"id": "item-2"', 'The id "item-2" is taken by an earlier record', 'records[4].id'],
    ['"id": "index-1"', '"id": "model"', '"model" is not a free id', 'records[1].id'],
    [
      '"id": "facet-1",\n      "tableId": "table-1"',
      '"id": "facet-1",\n      "tableId": "table-9"',
      'There is no table with the id "table-9"',
      'records[2].tableId',
    ],
    [
      '"facetId": "facet-1"',
      '"facetId": "index-1"',
      'The table has no facet with the id "index-1"',
      'records[3].facetId',
    ],
    ['"id": "table-1",', '"id": "table-1", "id": "table-1",', '"id" stands here twice', 'records[0].id'],
    [
      '"SK": { "N": "1" }',
      '"SK": { "N": "one" }',
      'The parameter cannot be converted to a numeric value: one',
      'records[3].item.SK',
    ],
    [
      '"1": { "BOOL": true }',
      '"1": {}',
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
      'records[4].item["1"]',
    ],
    ['"1": { "BOOL": true }', '"1": null', 'Unexpected value type in payload', 'records[4].item["1"]'],
  ])('%s → %s', (from, to, reason, path) => {
    expect(after(from, to)).toContainEqual({ reason, path })
  })

  test('several at once, and no more than can be read', () => {
    expect(problemsOf(TEXT.replaceAll('"position": ', '"position": "x" , "p": '))).toHaveLength(5)
    const many = `{"format": "facet-model", "version": 1, "name": "x", "records": [${'1, '.repeat(99)}1]}`
    expect(problemsOf(many)).toHaveLength(50)
  })
})

test('numbers in items are made canonical', () => {
  const parsed = parseModel(TEXT.replace('"SK": { "N": "1" }', '"SK": { "N": "1.00" }'))
  expect(parsed).toEqual({ document: fullDocument })
})

test('unknown content inside a record stays where it was', () => {
  const text = TEXT.replace('"name": "PK", "type": "S"', '"name": "PK", "type": "S", "note": [1e2]')
  const parsed = parseModel(text)
  if ('problems' in parsed) throw new Error('refused')
  expect(serializeModel(parsed.document)).toBe(text)
})

describe('any damaged file', () => {
  const valid = (text: string): void => {
    const parsed = parseModel(text)
    if ('document' in parsed) {
      expect(parseModel(serializeModel(parsed.document))).toEqual(parsed)
      return
    }
    expect(parsed.problems.length).toBeGreaterThan(0)
    const lines = text.split(/\r\n|\n|\r/)
    for (const { line, column, reason, fix } of parsed.problems) {
      expect(line).toBeGreaterThanOrEqual(1)
      expect(line).toBeLessThanOrEqual(lines.length)
      expect(column).toBeGreaterThanOrEqual(1)
      expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 2)
      expect(reason).not.toBe('')
      expect(fix).not.toBe('')
    }
  }

  test('cut off anywhere is refused with a place', () => {
    for (let length = 0; length < TEXT.length - 2; length++) {
      expect(problemsOf(TEXT.slice(0, length)).length).toBeGreaterThan(0)
      valid(TEXT.slice(0, length))
    }
  })

  test('with characters changed is read or refused with a place', () => {
    const character = fc.constantFrom(
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '0',
      'x',
      '\\',
      '\n',
      ' ',
      '\u0000',
      '\ud800',
    )
    const change = fc.tuple(fc.nat(TEXT.length), fc.nat(3), fc.array(character, { maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), changes => {
        let text = TEXT
        for (const [at, cut, put] of changes) text = text.slice(0, at) + put.join('') + text.slice(at + cut)
        valid(text)
      }),
      { numRuns: 2000 },
    )
  })

  test('with a value of another type is refused with a place or read', () => {
    const values = ['null', '0', '-1.5e400', '"x"', '[]', '{}', 'true', '[[[]]]']
    for (const match of TEXT.matchAll(/: ("[^"]*"|[0-9.]+|true|false|\[\]|\{)/g)) {
      for (const value of values)
        valid(TEXT.slice(0, match.index + 2) + value + TEXT.slice(match.index + match[0].length))
    }
  })

  test('any JSON in place of a record', () => {
    fc.assert(
      fc.property(fc.json(), json => {
        valid(`{"format":"facet-model","version":1,"name":"x","records":[${json}]}`)
      }),
      { numRuns: 500 },
    )
  })
})
