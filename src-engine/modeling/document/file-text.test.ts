import { describe, expect, test } from 'vitest'
import { fileText } from './file-text.ts'

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(parts.flatMap(part => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [...part])))

describe('UTF-8 is read as it is', () => {
  test.each([
    ['', ''],
    ['{ "name": "Zürich 日本 🛒" }', '{ "name": "Zürich 日本 🛒" }'],
    ['\ufeff{}', '{}'],
    ['a\ufffdb', 'a\ufffdb'],
    ['a\u0000b', 'a\u0000b'],
  ])('%j', (text, read) => {
    expect(fileText(bytes(text))).toEqual({ text: read })
  })
})

describe('what is not UTF-8 is refused with its place', () => {
  test.each([
    ['Latin-1', bytes('{\n  "name": "Z', [0xfc], 'rich"\n}'), 2, 13],
    ['UTF-16 with its mark', bytes([0xff, 0xfe, 0x7b, 0x00]), 1, 1],
    ['a character cut in two', bytes('{"a": "日', [0xe6, 0x97]), 1, 9],
    ['after a mark, and after a replacement character that is meant', bytes('\ufeff"\ufffd"\r\nx', [0x80]), 2, 2],
  ])('%s', (_, content, line, column) => {
    expect(fileText(content)).toMatchObject({ problem: { reason: 'The file is not UTF-8 text', line, column } })
  })

  test('the excerpt shows the line', () => {
    const read = fileText(bytes('{\n  "name": "Z', [0xfc], 'rich"\n}'))
    expect('problem' in read && read.problem.excerpt).toBe('"name": "Z\ufffdrich"')
  })
})
