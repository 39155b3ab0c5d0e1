import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTsv, writeTsv } from './tsv.ts'

describe('readTsv', () => {
  test('reads rows and cells, and no row after the last line break', () => {
    expect(readTsv('a\tb\nc\td\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })
  test('reads a spreadsheet with Windows line ends', () => {
    expect(readTsv('a\r\nb\r\n')).toEqual([['a'], ['b']])
  })
  test('reads quoted cells with tabs, breaks and quotes', () => {
    expect(readTsv('"a\tb"\t"say ""hi""\nthere"')).toEqual([['a\tb', 'say "hi"\nthere']])
  })
  test('keeps empty cells', () => {
    expect(readTsv('\t\ta')).toEqual([['', '', 'a']])
  })
  test('reads JSON in a cell as it is', () => {
    expect(readTsv('{"a": 1}\tx')).toEqual([['{"a": 1}', 'x']])
  })
})

test('what is written is read back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', ' ', 'é') })
  const rows = fc
    .integer({ min: 1, max: 4 })
    .chain(width => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }))
    // A last row that is one empty cell cannot be told from a closing line break.
    .filter(table => table.length === 1 || table.at(-1)?.join('') !== '' || (table[0]?.length ?? 0) > 1)
  fc.assert(
    fc.property(rows, table => {
      expect(readTsv(writeTsv(table))).toEqual(table)
    }),
  )
})
