import { describe, expect, test } from 'vitest'
import type { Item } from '#dynamo'
import { arithmetic, NOTHING_READ, pageCost, withPage } from './read-cost.ts'

/** An item of so many bytes. */
function itemOf(bytes: number): Item {
  return { k: { S: 'x'.repeat(bytes - 1) } }
}
function page(bytes: readonly number[], units: number, input: Record<string, unknown> = {}, scanned = bytes.length) {
  const items = bytes.map(itemOf)
  const output = { Items: items, ScannedCount: scanned, ConsumedCapacity: { TableName: 'T', CapacityUnits: units } }
  return pageCost({ operation: 'Query', input }, output, items, 1)
}

describe('arithmetic', () => {
  test.each([
    [[4096], 0.5, false, '4,096 B ÷ 4,096 B, rounded up → 1, half when eventually consistent → 0.5'],
    [[4096, 1], 1, false, '4,097 B ÷ 4,096 B, rounded up → 2, half when eventually consistent → 1'],
    [[4096, 1], 2, true, '4,097 B ÷ 4,096 B, rounded up → 2 (strongly consistent)'],
    [[], 0.5, false, '0 B ÷ 4,096 B, rounded up → 1, half when eventually consistent → 0.5'],
  ])('of %j', (bytes, units, consistent, line) => {
    const lines = arithmetic(page(bytes, units, consistent ? { ConsistentRead: true } : {}))
    expect(lines).toContain(line)
    expect(lines.some(text => text.startsWith('Metered'))).toBe(false)
  })

  test('says so when the meter shows something else', () => {
    expect(arithmetic(page([100], 3))).toContain('Metered: 3')
  })

  test('with a filter the bytes read are not known, the units say at most how many', () => {
    const lines = arithmetic(page([100], 128.5, { FilterExpression: 'x' }, 1000))
    expect(lines[0]).toBe('1,000 items evaluated')
    expect(lines[1]).toBe('Metered: 128.5, eventually consistent: at most 1.0 MB read')
  })

  test('names the index that was read', () => {
    const items = [itemOf(10)]
    const capacity = {
      TableName: 'T',
      CapacityUnits: 1,
      Table: { CapacityUnits: 0.5 },
      LocalSecondaryIndexes: { L: { CapacityUnits: 0.5 } },
    }
    const cost = pageCost({ operation: 'Query', input: {} }, { Items: items, ConsumedCapacity: capacity }, items, 1)
    expect(arithmetic(cost).at(-1)).toBe('L 0.5, table 0.5')
  })
})

test('totals add up; without a meter there are no units', () => {
  const one = withPage(NOTHING_READ, page([10, 10], 0.5, {}, 5))
  expect(withPage(one, page([10], 0.5))).toEqual({
    pages: 2,
    evaluated: 6,
    returned: 3,
    returnedBytes: 30,
    units: 1,
    durationMs: 2,
  })
  const unmetered = pageCost({ operation: 'Scan', input: {} }, { Items: [] }, [], 1)
  expect(withPage(NOTHING_READ, unmetered).units).toBeUndefined()
})
