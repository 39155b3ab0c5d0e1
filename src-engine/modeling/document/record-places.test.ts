import { describe, expect, test } from 'vitest'
import { placeOf } from '../json/text-place.ts'
import { fullDocument } from '../testing/full-document.ts'
import { recordPlaces } from './record-places.ts'
import { serializeModel } from './serialize.ts'

const TEXT = serializeModel(fullDocument)

describe.each([
  ['LF', TEXT],
  ['CRLF', TEXT.replaceAll('\n', '\r\n')],
  ['one line', JSON.stringify(JSON.parse(TEXT))],
])('with line ends %s', (_, text) => {
  test('each record stands where its object begins, the model at the beginning', () => {
    const places = recordPlaces(text)
    // Records of a kind that is not known here have a place, too.
    expect([...places.keys()]).toEqual(expect.arrayContaining(Object.keys(fullDocument.records)))
    for (const [id, place] of places) {
      const start = id === 'model' ? 0 : text.lastIndexOf('{', text.search(new RegExp(`"id": ?"${id}"`)))
      expect([id, place]).toEqual([id, placeOf(text, start)])
    }
  })
})

test.each(['', '{', '[]', '{"records": {}}', '{"records": [1, {"id": 2}]}'])('%j has none', text => {
  expect([...recordPlaces(text).keys()].filter(id => id !== 'model')).toEqual([])
})
