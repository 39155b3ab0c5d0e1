import { expect, test } from 'vitest'
import { isReservedWord, RESERVED_WORDS } from './reserved-words.ts'

test('there are 573 reserved words, in any case', () => {
  expect(RESERVED_WORDS.size).toBe(573)
  for (const word of RESERVED_WORDS) {
    expect(isReservedWord(word)).toBe(true)
    expect(isReservedWord(word.toLowerCase())).toBe(true)
  }
  expect(['ABORT', 'ZONE', 'Name', 'status', 'tTl'].every(isReservedWord)).toBe(true)
  expect(['pk', 'sk', 'id', 'title', 'email', 'client', ''].some(isReservedWord)).toBe(false)
})
