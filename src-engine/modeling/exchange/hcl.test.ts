// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL has placeholders of its own
import { describe, expect, test } from 'vitest'
import { attribute, block, expression, printHcl } from './hcl.ts'

test('aligns runs of one-line attributes and sets blocks and maps apart', () => {
  const text = printHcl([
    block(
      'resource',
      ['kind', 'name'],
      [
        attribute('a', 1),
        attribute('longer', true),
        attribute('map', { members: { x: '1', 'two words': '2' } }),
        attribute('b', ['x', 'y']),
        block('inner', [], []),
        attribute('cc', expression('other.name')),
      ],
    ),
    block('output', ['o'], [attribute('value', 'v')]),
  ])
  expect(text).toBe(`resource "kind" "name" {
  a      = 1
  longer = true

  map = {
    x           = "1"
    "two words" = "2"
  }

  b = ["x", "y"]

  inner {}

  cc = other.name
}

output "o" {
  value = "v"
}
`)
})

describe('texts', () => {
  test.each([
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['${x} %{y} $x %y', '"$${x} %%{y} $x %y"'],
    ['$${x}', '"$$${x}"'],
    ['line\nnext\r\t', '"line\\nnext\\r\\t"'],
    ['\u0001\u007f', '"\\u0001\\u007f"'],
    ['ü 漢 😀', '"ü 漢 😀"'],
  ])('%j', (value, printed) => {
    expect(printHcl([attribute('x', value)])).toBe(`x = ${printed}\n`)
  })

  test('a name is as wide as it looks', () => {
    expect(printHcl([attribute('m', { members: { 'e\u0301': '1', ab: '2' } })])).toBe(
      'm = {\n  "e\u0301" = "1"\n  ab  = "2"\n}\n',
    )
  })
})
