import { describe, expect, test } from 'vitest'
import { runCommand } from '../commands/registry.ts'
import { applyDiff } from '../document/diff.ts'
import type { ModelDocument, PlacementRecord } from '../document/model-document.ts'
import { itemsOfTable, placementsOf, recordOfKind } from '../document/queries.ts'
import { withSampleData } from '../sample-data/with-sample-data.ts'
import { shopModel } from '../testing/shop-model.ts'
import { isFault, parseTemplate } from './parse-template.ts'
import { readKey } from './read-key.ts'
import { entityAttributesOf, rekeyedItem } from './rekeyed-item.ts'

const shop = withSampleData(shopModel)

function placement(document: ModelDocument, find: (placement: PlacementRecord) => boolean): PlacementRecord {
  const found = placementsOf(document, 'shop').find(find)
  if (found === undefined) throw new Error('The shop has no such placement')
  return found
}
function template(text: string) {
  const parsed = parseTemplate(text)
  if (isFault(parsed)) throw new Error(parsed.reason)
  return parsed
}
const itemsIn = (document: ModelDocument, id: string) =>
  itemsOfTable(document, 'shop').filter(({ placementId }) => placementId === id)

describe('readKey', () => {
  test('the attributes of the item say where a part ends, whatever is in them', () => {
    const pieces = readKey(template('A#{a}#{b}'), { S: 'A#x#y#z' }, { a: { S: 'x#y' }, b: { S: 'z' } })
    expect(pieces?.map(({ text }) => text)).toEqual(['A#', 'x#y', '#', 'z'])
  })
  test.each([
    ['EMAIL#{email}', 'EMAIL#ada@example.com', ['EMAIL#', 'ada@example.com']],
    ['{at|month}.{id}', '2026-11.7', ['2026-11', '.', '7']],
    ['{id|shard:8}(x)', '3(x)', ['3', '(x)']],
    ['L#{n|pad:4}', 'L#0012', ['L#', '0012']],
    ['EMAIL#{email}', 'MAIL#ada', undefined],
    ['EMAIL#{email}', 'EMAIL#', undefined],
  ])('%s of %s', (text, value, texts) => {
    expect(readKey(template(text), { S: value }, {})?.map(piece => piece.text)).toEqual(texts)
  })
})

test('what only the keys of an item hold is read out of them', () => {
  const unique = placement(shop, ({ role }) => role === 'unique')
  const [record] = itemsIn(shop, unique.id)
  const attributes = entityAttributesOf(shop, unique, record?.item ?? {})
  expect(attributes.email).toEqual({ S: expect.stringContaining('@') })
})

describe('rekeyedItem', () => {
  const order = placement(shop, ({ entityId }) => recordOfKind(shop, 'entity', entityId)?.name === 'Order')
  const [record] = itemsIn(shop, order.id)
  const item = record?.item ?? {}

  test('writes the keys anew that name a changed attribute, and no others', () => {
    const made = rekeyedItem(shop, order, item, new Map([['placedAt', { S: '2020-01-01T00:00:00Z' }]]))
    expect(made.SK).toEqual({ S: expect.stringMatching(/^ORDER#2020-01-01T00:00:00Z#/) })
    expect(made.PK).toEqual(item.PK)
  })
  test('a key that is typed over stays as typed', () => {
    const made = rekeyedItem(shop, order, item, new Map([['SK', { S: 'x' }]]))
    expect(made).toEqual({ ...item, SK: { S: 'x' } })
  })
  test('the key of the table stays when its attribute goes', () => {
    const made = rekeyedItem(shop, order, item, new Map([['placedAt', null]]))
    expect(made.SK).toEqual(item.SK)
    expect(made).not.toHaveProperty('placedAt')
  })
})

test('a template that changes with its items writes their keys anew, in one edit', () => {
  const unique = placement(shop, ({ role }) => role === 'unique')
  const result = runCommand(shop, 'change-placement', {
    placementId: unique.id,
    template: { PK: 'MAIL/{email}' },
    withItems: true,
  })
  if ('problems' in result) throw new Error(result.problems[0]?.message)
  const after = applyDiff(shop, result.diff)
  const before = itemsIn(shop, unique.id)
  expect(before.length).toBeGreaterThan(0)
  expect(itemsIn(after, unique.id).map(({ item }) => item)).toEqual(
    before.map(({ item }) => ({
      ...item,
      PK: { S: `MAIL/${item.PK && 'S' in item.PK ? item.PK.S.slice('EMAIL#'.length) : ''}` },
    })),
  )
  expect(Object.keys(result.diff.updated)).toHaveLength(before.length + 1)
})
