import { expect, test } from 'vitest'
import { isModelPath, modelFileName, modelName } from './file-name.ts'

test.each([
  ['An Online Shop', 'An Online Shop.facet.json'],
  ['shop.facet.json', 'shop.facet.json'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j.facet.json'],
  ['../../etc/passwd', '-..-etc-passwd.facet.json'],
  ['  .hidden. ', 'hidden.facet.json'],
  ['', 'model.facet.json'],
  ['...', 'model.facet.json'],
  ['con', '_con.facet.json'],
  ['NUL.x', '_NUL.x.facet.json'],
  ['Konto\u0000', 'Konto-.facet.json'],
  ['Cafe\u0301', 'Caf\u00e9.facet.json'],
])('%j becomes %j', (name, fileName) => {
  expect(modelFileName(name)).toBe(fileName)
})

test('a long name is cut at a whole character', () => {
  const fileName = modelFileName('\u{1f600}'.repeat(100))
  expect(fileName).toBe(`${'\u{1f600}'.repeat(50)}.facet.json`)
})

test('the ending is recognised in any case and taken off', () => {
  expect(isModelPath('/a/B.FACET.JSON')).toBe(true)
  expect(isModelPath('/a/b.json')).toBe(false)
  expect(modelName('B.FACET.JSON')).toBe('B')
})
